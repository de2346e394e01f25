// What is known of a number before it is computed: an interval of doubles, and whether it can be a fraction, NaN or -0.

/** A length that stays the same while facts refer to it: of an array, or of one axis of an ndarray. */
export interface Extent {
  /** The length, if it is known at compilation. */
  readonly constant?: number;
}

/**
 * A set of doubles. `lo` and `hi` bound those that are not NaN; 0 counts as both zeros unless `negativeZero` is false.
 *
 * Every operation on facts is monotone: larger sets of operands give a larger set of results.
 */
export interface NumberFacts {
  readonly kind: "number";
  readonly lo: number;
  readonly hi: number;
  /** Whether every value that is not NaN or infinite is an integer. */
  readonly integer: boolean;
  readonly nan: boolean;
  readonly negativeZero: boolean;
  /** The lengths that every value is less than. */
  readonly below: readonly Extent[];
  /** The length that the value is. */
  readonly extent?: Extent;
}

export const MIN_I32 = -(2 ** 31);
export const MAX_I32 = 2 ** 31 - 1;
/** The longest array and axis. Below 2^31 by enough for `n + 1` and the like to stay 32-bit integers. */
export const MAX_LENGTH = 2 ** 31 - 2 ** 16;

const fields = { kind: "number", below: [] } as const;

/** Any double. */
export const anyNumber: NumberFacts = {
  ...fields,
  lo: -Infinity,
  hi: Infinity,
  integer: false,
  nan: true,
  negativeZero: true,
};

/** Integers of `[lo, hi]`, without -0. */
export function integers(lo: number, hi: number): NumberFacts {
  return { ...fields, lo, hi, integer: true, nan: false, negativeZero: false };
}

export const anyI32 = integers(MIN_I32, MAX_I32);

/** Exactly `value`. */
export function exactly(value: number): NumberFacts {
  const nan = Number.isNaN(value);
  return {
    ...fields,
    // No number at all is the empty interval.
    lo: nan ? Infinity : value,
    hi: nan ? -Infinity : value,
    integer: nan || Number.isInteger(value) || !Number.isFinite(value),
    nan,
    negativeZero: Object.is(value, -0),
  };
}

/** The length `extent`. */
export function lengthOf(extent: Extent): NumberFacts {
  const { constant } = extent;
  return { ...integers(constant ?? 0, constant ?? MAX_LENGTH), extent };
}

/** Doubles of `[lo, hi]`. */
export function interval(lo: number, hi: number, others: Partial<NumberFacts> = {}): NumberFacts {
  return { ...fields, lo, hi, integer: false, nan: false, negativeZero: lo <= 0 && hi >= 0, ...others };
}

/** Whether every value is a 32-bit integer and none is -0: an i32 loses nothing. */
export function isI32(facts: NumberFacts): boolean {
  return facts.integer && !facts.nan && !facts.negativeZero && facts.lo >= MIN_I32 && facts.hi <= MAX_I32;
}

/** Whether every value is an integer that doubles, and sums and products within the bound, hold exactly. -0 counts as 0. */
export function isExactInteger(facts: NumberFacts): boolean {
  return facts.integer && !facts.nan && facts.lo >= -(2 ** 53) && facts.hi <= 2 ** 53;
}

export function containsZero(facts: NumberFacts): boolean {
  return facts.lo <= 0 && facts.hi >= 0;
}

export function canBeInfinite(facts: NumberFacts): boolean {
  return facts.lo === -Infinity || facts.hi === Infinity;
}

/** All values of both. */
export function joinNumbers(a: NumberFacts, b: NumberFacts): NumberFacts {
  return {
    kind: "number",
    lo: Math.min(a.lo, b.lo),
    hi: Math.max(a.hi, b.hi),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan,
    negativeZero: a.negativeZero || b.negativeZero,
    below: a.below.filter((extent) => b.below.includes(extent)),
    extent: a.extent === b.extent ? a.extent : undefined,
  };
}

/** Whether `a` has no value that `b` has not. */
export function isWithin(a: NumberFacts, b: NumberFacts): boolean {
  return (
    a.lo >= b.lo &&
    a.hi <= b.hi &&
    (a.integer || !b.integer) &&
    (b.nan || !a.nan) &&
    (b.negativeZero || !a.negativeZero) &&
    b.below.every((extent) => a.below.includes(extent)) &&
    (b.extent === undefined || a.extent === b.extent)
  );
}

const ladder = [
  -Infinity,
  -(2 ** 53),
  MIN_I32,
  -1,
  0,
  1,
  MAX_LENGTH,
  MAX_I32 - 1,
  MAX_I32,
  2 ** 32 - 1,
  2 ** 53,
  Infinity,
];

/** A set with all of `next`, found in few steps when a loop keeps adding values to `previous`. */
export function widen(previous: NumberFacts, next: NumberFacts): NumberFacts {
  const joined = joinNumbers(previous, next);
  return {
    ...joined,
    lo: joined.lo < previous.lo ? ladder.findLast((step) => step <= joined.lo)! : joined.lo,
    hi: joined.hi > previous.hi ? ladder.find((step) => step >= joined.hi)! : joined.hi,
  };
}
