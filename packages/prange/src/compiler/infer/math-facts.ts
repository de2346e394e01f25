// What is known of the results of `Math`'s functions.

import {
  anyI32,
  anyNumber,
  containsZero,
  exactly,
  integers,
  interval,
  joinNumbers,
  type NumberFacts,
} from "./number-facts.ts";

/** Intrinsics whose result is a boolean. */
export const predicates: ReadonlySet<string> = new Set(["isNaN", "isFinite", "isInteger", "boolean"]);

/** How many arguments an intrinsic takes; the others take any number. */
export function arity(name: string): number | undefined {
  if (name === "max" || name === "min" || name === "hypot") return undefined;
  if (predicates.has(name) || name === "number") return 1;
  return Math[name as "sin"].length;
}

/** The results of the intrinsic `name`. */
export function mathFacts(name: string, args: readonly NumberFacts[]): NumberFacts {
  const [first = anyNumber] = args;
  switch (name) {
    case "abs":
      return absolute(first);
    case "floor":
      return { ...rounded(first, Math.floor), negativeZero: first.negativeZero, below: first.below };
    case "trunc":
      return {
        ...rounded(first, Math.trunc),
        negativeZero: first.negativeZero || first.lo < 0,
        below: first.lo >= 0 ? first.below : [],
      };
    case "ceil":
    case "round":
      return { ...rounded(first, Math[name]), negativeZero: first.negativeZero || first.lo < 0 };
    case "sign":
      return {
        ...integers(Math.sign(first.lo), Math.sign(first.hi)),
        nan: first.nan,
        negativeZero: first.negativeZero,
      };
    case "sqrt":
      return interval(Math.sqrt(Math.max(first.lo, 0)), Math.sqrt(Math.max(first.hi, 0)), {
        nan: first.nan || first.lo < 0,
        negativeZero: first.negativeZero,
      });
    case "fround":
      return {
        ...first,
        lo: Math.fround(first.lo),
        hi: Math.fround(first.hi),
        negativeZero: first.negativeZero || first.lo < 0,
        below: [],
        extent: undefined,
      };
    case "min":
      return extreme(args, exactly(Infinity), Math.min);
    case "max":
      return extreme(args, exactly(-Infinity), Math.max);
    case "imul":
      return anyI32;
    case "clz32":
      return integers(0, 32);
    case "number":
      return first;
    case "random":
      return interval(0, 1);
    default:
      return anyNumber;
  }
}

function absolute(a: NumberFacts): NumberFacts {
  const lo = containsZero(a) ? 0 : Math.min(Math.abs(a.lo), Math.abs(a.hi));
  return {
    ...interval(lo, Math.max(Math.abs(a.lo), Math.abs(a.hi))),
    integer: a.integer,
    nan: a.nan,
    negativeZero: false,
    below: a.lo >= 0 ? a.below : [],
  };
}

function rounded(a: NumberFacts, round: (x: number) => number): NumberFacts {
  // Adding zero makes a bound of -0 one of 0.
  return { ...interval(round(a.lo) + 0, round(a.hi) + 0), integer: true, nan: a.nan };
}

function extreme(
  args: readonly NumberFacts[],
  none: NumberFacts,
  choose: (a: number, b: number) => number,
): NumberFacts {
  const [first, ...others] = args;
  if (first === undefined) return none;
  return others.reduce(
    (a, b) => ({
      ...joinNumbers(a, b),
      lo: choose(a.lo, b.lo),
      hi: choose(a.hi, b.hi),
      below: choose === Math.min ? [...a.below, ...b.below] : joinNumbers(a, b).below,
      extent: undefined,
    }),
    first,
  );
}
