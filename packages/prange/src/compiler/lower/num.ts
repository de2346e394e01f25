// A number that has not been computed yet, and the ways to compute it: what needs it chooses the cheapest that is exact.

import { exactly, isI32, type NumberFacts } from "../infer/number-facts.ts";
import { call, f64, i32, i64, op } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import { toInt32 } from "./helpers.ts";
import type { ModuleContext } from "./module-context.ts";
import { extend, type Wide } from "./wide.ts";

/**
 * A number, to be computed once, in one of three ways.
 *
 * Every way of one number makes its whole tree, so only one of them may be used, and only once.
 */
export interface Num {
  readonly facts: NumberFacts;
  /** Whether an i32 is how the number comes, and holds it exactly. */
  readonly native: boolean;
  /** Whether `i32` takes no conversion from a double. */
  readonly modular: boolean;
  /** The double. */
  f64(): Ir;
  /** ToInt32 of the number: the number itself if its facts say that it is a 32-bit integer, else modulo 2^32. */
  i32(): Ir;
  /** A 64-bit integer that stands for it as an index, where there is one. */
  wide(): Wide | undefined;
}

/** A number that comes as an i32. */
export function fromI32(facts: NumberFacts, make: () => Ir): Num {
  return {
    facts,
    native: isI32(facts),
    modular: true,
    f64: () => op("f64.convert_i32_s", make()),
    i32: make,
    wide: () => extend(facts, make),
  };
}

/** A number of `[0, 2^32)` that comes as the bits of an i32. */
export function fromU32(facts: NumberFacts, make: () => Ir): Num {
  return {
    ...fromI32(facts, make),
    f64: () => op("f64.convert_i32_u", make()),
    wide: () => ({ make: () => op("i64.extend_i32_u", make()), lo: 0, hi: facts.hi, sure: Infinity }),
  };
}

/** A number that comes as a double. */
export function fromF64(module: ModuleContext, facts: NumberFacts, make: () => Ir): Num {
  const toI32 = () => truncate(module, facts, make());
  return {
    facts,
    native: false,
    modular: false,
    f64: make,
    i32: toI32,
    wide: () => (isI32(facts) ? extend(facts, toI32) : undefined),
  };
}

/** A number that is known. */
export function constant(value: number): Num {
  const facts = exactly(value);
  return {
    facts,
    native: isI32(facts),
    modular: true,
    f64: () => f64(value),
    i32: () => i32(value),
    wide: () => (isI32(facts) ? { make: () => i64(value), lo: value, hi: value, sure: Infinity } : undefined),
  };
}

/** ToInt32 of a double. */
function truncate(module: ModuleContext, facts: NumberFacts, value: Ir): Ir {
  // The saturating conversions make NaN 0, as ToInt32 does.
  if (facts.lo > -(2 ** 31) - 1 && facts.hi < 2 ** 31) return op("i32.trunc_sat_f64_s", value);
  if (facts.lo > -(2 ** 63) && facts.hi < 2 ** 63) return op("i32.wrap_i64", op("i64.trunc_sat_f64_s", value));
  return call(toInt32(module), value);
}
