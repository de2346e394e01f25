// Arithmetic and bitwise operators, in doubles or in 32-bit integers where those give the same.

import type { ArithmeticOp, BinaryOp, BitwiseOp } from "../hir.ts";
import { isExactInteger, isI32, type NumberFacts } from "../infer/number-facts.ts";
import { call, op } from "../ir/build.ts";
import type { FunctionContext } from "./function-context.ts";
import { remainder } from "./helpers.ts";
import { fromF64, fromI32, fromU32, type Num } from "./num.ts";
import { combineWide } from "./wide.ts";

const i32Ops: Readonly<Record<string, string>> = {
  "+": "i32.add",
  "-": "i32.sub",
  "*": "i32.mul",
  "&": "i32.and",
  "|": "i32.or",
  "^": "i32.xor",
  "<<": "i32.shl",
  ">>": "i32.shr_s",
  ">>>": "i32.shr_u",
};

const f64Ops: Readonly<Record<string, string>> = { "+": "f64.add", "-": "f64.sub", "*": "f64.mul", "/": "f64.div" };

/** `a operator b`, whose results have `facts`. */
export function lowerBinary(context: FunctionContext, operator: BinaryOp, a: Num, b: Num, facts: NumberFacts): Num {
  switch (operator as ArithmeticOp | BitwiseOp) {
    case "+":
    case "-":
    case "*":
      return lowerRing(context, operator, a, b, facts);
    case "/":
      return lowerDivision(context, a, b, facts);
    case "%":
      return lowerRemainder(context, a, b, facts);
    case "**": {
      const pow = context.module.import("math_pow", ["f64", "f64"], "f64");
      return fromF64(context.module, facts, () => call(pow, a.f64(), b.f64()));
    }
    case ">>>":
      // The shift makes 32 bits that count from 0.
      return fromU32(facts, () => op("i32.shr_u", a.i32(), b.i32()));
    default:
      return fromI32(facts, () => op(i32Ops[operator]!, a.i32(), b.i32()));
  }
}

/** Sums, differences and products: modulo 2^32 they can be made from operands modulo 2^32, if doubles round nothing. */
function lowerRing(context: FunctionContext, operator: string, a: Num, b: Num, facts: NumberFacts): Num {
  const asI32 = () => op(i32Ops[operator]!, a.i32(), b.i32());
  const wide = () => combineWide(operator, a.wide(), b.wide(), () => context.local("i64", "part"));
  if (a.native && b.native && isI32(facts)) return { ...fromI32(facts, asI32), wide };
  const asF64 = fromF64(context.module, facts, () => op(f64Ops[operator]!, a.f64(), b.f64()));
  const exact = isExactInteger(a.facts) && isExactInteger(b.facts) && isExactInteger(facts);
  if (a.modular && b.modular && exact) return { ...asF64, modular: true, i32: asI32, wide };
  return { ...asF64, wide };
}

/** A quotient is a double; where only its whole part matters, 32-bit integers can be divided. */
function lowerDivision(context: FunctionContext, a: Num, b: Num, facts: NumberFacts): Num {
  const asF64 = fromF64(context.module, facts, () => op("f64.div", a.f64(), b.f64()));
  // With a positive divisor neither 0 nor -2^31 / -1 can occur. Doubles are fine enough to truncate to the same integer.
  if (!a.native || !b.native || b.facts.lo <= 0) return asF64;
  const name = a.facts.lo >= 0 ? "i32.div_u" : "i32.div_s";
  return { ...asF64, modular: true, i32: () => op(name, a.i32(), b.i32()) };
}

function lowerRemainder(context: FunctionContext, a: Num, b: Num, facts: NumberFacts): Num {
  const asF64 = fromF64(context.module, facts, () => call(remainder(context.module), a.f64(), b.f64()));
  if (!a.native || !b.native || b.facts.lo <= 0) return asF64;
  if (a.facts.lo >= 0) return fromI32(facts, () => op("i32.rem_u", a.i32(), b.i32()));
  // The remainder of a negative number can be -0, which only an integer may forget.
  return { ...asF64, modular: true, i32: () => op("i32.rem_s", a.i32(), b.i32()) };
}
