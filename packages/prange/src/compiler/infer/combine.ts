// What a binary operator makes of what is known of its operands.

import type { BinaryOp, BitwiseOp, CompoundOp } from "../hir.ts";
import { arithmetic, bitwise } from "./arithmetic-facts.ts";
import type { NumberFacts } from "./number-facts.ts";

const bitwiseOps: ReadonlySet<BinaryOp> = new Set(["&", "|", "^", "<<", ">>", ">>>"]);

/** The results of `a op b`. */
export function combine(op: CompoundOp, a: NumberFacts, b: NumberFacts): NumberFacts {
  return isBitwise(op) ? bitwise(op, a, b) : arithmetic(op, a, b);
}

function isBitwise(op: CompoundOp): op is BitwiseOp {
  return bitwiseOps.has(op);
}
