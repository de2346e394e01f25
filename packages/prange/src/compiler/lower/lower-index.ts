// Indices: checked against a length, as 32-bit integers.

import type { Expr } from "../hir.ts";
import type { Extent, NumberFacts } from "../infer/number-facts.ts";
import { isI32 } from "../infer/number-facts.ts";
import { after, get, i32, i64, op, set, when } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import { fail } from "./fail.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerNumber } from "./lower-number.ts";
import type { FailureSite } from "./module-context.ts";
import type { Num } from "./num.ts";
import type { Held } from "./storage.ts";

/** What an index must be less than, and what to say if it is not. */
export interface Bound {
  readonly length: Held;
  readonly extent: Extent;
  readonly site: () => Omit<FailureSite, "text">;
}

/** `index` as an i32 in `[0, length)`, or a failure. */
export function lowerIndex(context: FunctionContext, index: Expr, bound: Bound): Ir {
  const number = lowerNumber(context, index);
  const unchecked = !context.module.options.boundscheck || isProven(number.facts, bound.extent);
  if (number.native || isI32(number.facts)) return unchecked ? number.i32() : checkI32(context, number, bound);
  const wide = number.wide();
  // Lengths are below 2^31, so an index that is only known to be at least that is out of range.
  if (wide !== undefined && wide.sure >= 2 ** 31) {
    return unchecked ? op("i32.wrap_i64", wide.make()) : checkI64(context, wide.make(), bound);
  }
  return unchecked ? number.i32() : checkF64(context, number, bound);
}

function isProven({ integer, nan, lo, hi, below }: NumberFacts, extent: Extent): boolean {
  if (!integer || nan || lo < 0) return false;
  return below.includes(extent) || (extent.constant !== undefined && hi < extent.constant);
}

/** A length as a tree. */
export function held(value: Held): Ir {
  return typeof value === "number" ? i32(value) : get(value);
}

function checkI32(context: FunctionContext, number: Num, { length, site }: Bound): Ir {
  const index = context.local("i32", "index");
  const outside = op("i32.ge_u", get(index), held(length));
  const failure = fail(context, site(), op("f64.convert_i32_s", get(index)), op("f64.convert_i32_u", held(length)));
  return after([set(index, number.i32()), when(outside, failure)], get(index));
}

function checkI64(context: FunctionContext, value: Ir, { length, site }: Bound): Ir {
  const index = context.local("i64", "index");
  const limit = typeof length === "number" ? i64(length) : op("i64.extend_i32_u", get(length));
  const failure = fail(context, site(), op("f64.convert_i64_s", get(index)), op("f64.convert_i32_u", held(length)));
  return after([set(index, value), when(op("i64.ge_u", get(index), limit), failure)], op("i32.wrap_i64", get(index)));
}

/** A double is an index if the integer that it truncates to is equal to it. Saturated ones are beyond every length. */
function checkF64(context: FunctionContext, number: Num, { length, site }: Bound): Ir {
  const value = context.local("f64", "index");
  const index = context.local("i32", "index");
  const whole = number.facts.integer && !number.facts.nan;
  const outside = op("i32.ge_u", get(index), held(length));
  const wrong = whole ? outside : op("i32.or", outside, op("f64.ne", op("f64.convert_i32_s", get(index)), get(value)));
  const failure = fail(context, site(), get(value), op("f64.convert_i32_u", held(length)));
  return after(
    [set(value, number.f64()), set(index, op("i32.trunc_sat_f64_s", get(value))), when(wrong, failure)],
    get(index),
  );
}
