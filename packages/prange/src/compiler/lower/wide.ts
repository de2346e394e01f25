// Index arithmetic in 64-bit integers, where products of two 32-bit integers fit.

import type { NumberFacts } from "../infer/number-facts.ts";
import { get, i64, op, tee } from "../ir/build.ts";
import type { Ir, Local } from "../ir/ir.ts";

/**
 * A 64-bit integer that an index may be checked by, instead of the double that JavaScript computes.
 *
 * The two are equal, or both are at least `sure`: doubles round integers beyond 2^53, but an index that large is out of
 * range either way. A use must therefore compare with lengths of at most `sure`.
 */
export interface Wide {
  make(): Ir;
  readonly lo: number;
  readonly hi: number;
  readonly sure: number;
}

/** Integers beyond this are rounded by doubles. */
const EXACT = 2 ** 53;
/** Leaves 64-bit integers room for one more addition. */
const LIMIT = 2 ** 63 - 2 ** 40;

/** A 32-bit integer. */
export function extend(facts: NumberFacts, make: () => Ir): Wide {
  const name = facts.lo >= 0 ? "i64.extend_i32_u" : "i64.extend_i32_s";
  return { make: () => op(name, make()), lo: facts.lo, hi: facts.hi, sure: Infinity };
}

/**
 * `a op b`, or undefined if it might leave the 64-bit integers, or differ from the double where that matters.
 *
 * @param hold - makes a local, for what has to be read twice
 */
export function combineWide(
  operator: string,
  a: Wide | undefined,
  b: Wide | undefined,
  hold: () => Local,
): Wide | undefined {
  if (a === undefined || b === undefined) return undefined;
  switch (operator) {
    case "+":
      return within({
        make: () => op("i64.add", a.make(), b.make()),
        lo: a.lo + b.lo,
        hi: a.hi + b.hi,
        // A large sum stays large when something a little below 0 is added.
        sure: Math.min(a.sure + Math.min(b.lo, 0), b.sure + Math.min(a.lo, 0)),
      });
    case "-":
      // What is taken away must be exact: a large number less a large number is anything.
      if (b.sure !== Infinity) return undefined;
      return within({
        make: () => op("i64.sub", a.make(), b.make()),
        lo: a.lo - b.hi,
        hi: a.hi - b.lo,
        sure: a.sure - Math.max(b.hi, 0),
      });
    case "*":
      return a.hi * b.hi > LIMIT ? multiply(clamp(a, hold), clamp(b, hold)) : multiply(a, b);
    default:
      return undefined;
  }
}

function multiply(a: Wide, b: Wide): Wide | undefined {
  if (a.lo < 0 && b.lo < 0) return undefined;
  // A factor below 0 makes a large one large below 0, where nothing is promised.
  if ((a.lo < 0 && b.sure !== Infinity) || (b.lo < 0 && a.sure !== Infinity)) return undefined;
  // Times 0 both are 0; times more, what is large stays large.
  return within({
    make: () => op("i64.mul", a.make(), b.make()),
    lo: Math.min(a.lo * b.hi, b.lo * a.hi, a.lo * b.lo),
    hi: a.hi * b.hi,
    sure: Math.min(a.sure, b.sure),
  });
}

/** Indices of 2^32 and more are out of range, so a part of one need not be larger: `(z * h + y) * w + x` fits then. */
const CLAMP = 2 ** 32;

function clamp(wide: Wide, hold: () => Local): Wide {
  if (wide.lo < 0 || wide.hi <= CLAMP) return wide;
  const local = hold();
  const make = () => op("select", tee(local, wide.make()), i64(CLAMP), op("i64.lt_u", get(local), i64(CLAMP)));
  return { make, lo: Math.min(wide.lo, CLAMP), hi: CLAMP, sure: Math.min(wide.sure, CLAMP) };
}

function within(wide: Wide): Wide | undefined {
  if (wide.lo < -EXACT || wide.hi > LIMIT) return undefined;
  return wide.hi > EXACT ? { ...wide, sure: Math.min(wide.sure, EXACT) } : wide;
}
