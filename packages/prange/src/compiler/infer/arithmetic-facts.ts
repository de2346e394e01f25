// What arithmetic makes of what is known of its operands.

import type { ArithmeticOp, BitwiseOp } from "../hir.ts";
import {
  anyI32,
  anyNumber,
  canBeInfinite,
  containsZero,
  integers,
  interval,
  isI32,
  MAX_I32,
  type NumberFacts,
} from "./number-facts.ts";

/** The results of `a op b`. */
export function arithmetic(op: ArithmeticOp, a: NumberFacts, b: NumberFacts): NumberFacts {
  switch (op) {
    case "+":
      return add(a, b);
    case "-":
      return subtract(a, b);
    case "*":
      return multiply(a, b);
    case "/":
      return divide(a, b);
    case "%":
      return remainder(a, b);
    case "**":
      return anyNumber;
  }
}

function add(a: NumberFacts, b: NumberFacts): NumberFacts {
  const opposed = (a.hi === Infinity && b.lo === -Infinity) || (a.lo === -Infinity && b.hi === Infinity);
  return {
    ...interval(orElse(a.lo + b.lo, -Infinity), orElse(a.hi + b.hi, Infinity)),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan || opposed,
    negativeZero: a.negativeZero && b.negativeZero,
    below: [...(b.hi <= 0 ? a.below : []), ...(a.hi <= 0 ? b.below : [])],
  };
}

function subtract(a: NumberFacts, b: NumberFacts): NumberFacts {
  const opposed = (a.hi === Infinity && b.hi === Infinity) || (a.lo === -Infinity && b.lo === -Infinity);
  return {
    ...interval(orElse(a.lo - b.hi, -Infinity), orElse(a.hi - b.lo, Infinity)),
    integer: a.integer && b.integer,
    nan: a.nan || b.nan || opposed,
    negativeZero: a.negativeZero && containsZero(b),
    below: belowAfterSubtracting(a, b),
  };
}

function belowAfterSubtracting(a: NumberFacts, b: NumberFacts): NumberFacts["below"] {
  // An integer less than n stays less when something not negative is taken away; n itself needs 1 at least.
  if (a.extent !== undefined && b.lo >= 1) return [a.extent];
  return b.lo >= 0 ? a.below : [];
}

function multiply(a: NumberFacts, b: NumberFacts): NumberFacts {
  const products = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  const undefinedProduct = (containsZero(a) && canBeInfinite(b)) || (containsZero(b) && canBeInfinite(a));
  const bounds = products.map((product) => orElse(product, 0));
  const integer = a.integer && b.integer;
  const signs = (x: NumberFacts, y: NumberFacts) => containsZero(x) && (y.lo < 0 || y.negativeZero);
  return {
    ...interval(Math.min(...bounds), Math.max(...bounds)),
    integer,
    nan: a.nan || b.nan || undefinedProduct,
    // Products of fractions can also vanish from below.
    negativeZero: integer
      ? signs(a, b) || signs(b, a) || a.negativeZero || b.negativeZero
      : a.lo < 0 || b.lo < 0 || a.negativeZero || b.negativeZero,
  };
}

function divide(a: NumberFacts, b: NumberFacts): NumberFacts {
  const nan = a.nan || b.nan || (containsZero(a) && containsZero(b)) || (canBeInfinite(a) && canBeInfinite(b));
  const positive = a.lo >= 0 && !a.negativeZero && b.lo >= 0 && !b.negativeZero;
  if (containsZero(b)) {
    return interval(positive ? 0 : -Infinity, Infinity, { nan, negativeZero: !positive });
  }
  const quotients = [a.lo / b.lo, a.lo / b.hi, a.hi / b.lo, a.hi / b.hi].map((quotient) => orElse(quotient, 0));
  const bounded = !canBeInfinite(a) || !canBeInfinite(b);
  return interval(
    bounded ? Math.min(...quotients) : positive ? 0 : -Infinity,
    bounded ? Math.max(...quotients) : Infinity,
    { nan, negativeZero: !positive },
  );
}

function remainder(a: NumberFacts, b: NumberFacts): NumberFacts {
  const integer = a.integer && b.integer;
  // |a % b| is at most |a| and less than |b|; its sign is that of a.
  const step = integer ? 1 : 0;
  const limit = Math.max(Math.abs(b.lo), Math.abs(b.hi), step) - step;
  return {
    ...interval(a.lo < 0 ? Math.max(a.lo, -limit) : 0, a.hi > 0 ? Math.min(a.hi, limit) : 0),
    integer,
    nan: a.nan || b.nan || containsZero(b) || canBeInfinite(a),
    negativeZero: a.lo < 0 || a.negativeZero,
    below: a.lo >= 0 ? [...a.below, ...(b.extent === undefined ? [] : [b.extent])] : [],
  };
}

/** The results of `-a`. */
export function negate(a: NumberFacts): NumberFacts {
  return { ...interval(-a.hi, -a.lo), integer: a.integer, nan: a.nan, negativeZero: containsZero(a) };
}

/** The results of `a op b` for the operators that work on 32 bits. */
export function bitwise(op: BitwiseOp, a: NumberFacts, b: NumberFacts): NumberFacts {
  const left = toI32Facts(a);
  const right = toI32Facts(b);
  const shift = b.lo === b.hi && Number.isInteger(b.lo) ? b.lo & 31 : undefined;
  switch (op) {
    case "&": {
      const limits = [left, right].filter((facts) => facts.lo >= 0).map((facts) => facts.hi);
      return limits.length === 0 ? anyI32 : integers(0, Math.min(...limits));
    }
    case "|":
      // `x | 0` is x; that is how JavaScript writes "this is an integer".
      if (b.lo === 0 && b.hi === 0 && !b.nan) return withoutNegativeZero(left);
      if (left.lo >= 0 && right.lo >= 0)
        return integers(Math.max(left.lo, right.lo), allOnes(Math.max(left.hi, right.hi)));
      return anyI32;
    case "^":
      return left.lo >= 0 && right.lo >= 0 ? integers(0, allOnes(Math.max(left.hi, right.hi))) : anyI32;
    case "<<": {
      if (shift === undefined) return anyI32;
      const scaled = integers(left.lo * 2 ** shift, left.hi * 2 ** shift);
      return isI32(scaled) ? scaled : anyI32;
    }
    case ">>":
      if (shift === undefined) return left.lo >= 0 ? integers(0, left.hi) : anyI32;
      return integers(left.lo >> shift, left.hi >> shift);
    case ">>>":
      if (left.lo >= 0)
        return shift === undefined ? integers(0, left.hi) : integers(left.lo >>> shift, left.hi >>> shift);
      return integers(0, shift === undefined ? 2 ** 32 - 1 : 2 ** (32 - shift) - 1);
  }
}

/** What remains known after ToInt32. */
function toI32Facts(a: NumberFacts): NumberFacts {
  if (!(a.lo > -(2 ** 31) - 1 && a.hi < 2 ** 31)) return anyI32;
  const lo = a.lo > 0 ? Math.floor(a.lo) : Math.ceil(a.lo);
  const hi = a.hi > 0 ? Math.floor(a.hi) : Math.ceil(a.hi);
  return {
    ...integers(a.nan ? Math.min(lo, 0) : lo + 0, a.nan ? Math.max(hi, 0) : hi + 0),
    below: a.lo >= 0 && !a.nan ? a.below : [],
  };
}

function withoutNegativeZero(a: NumberFacts): NumberFacts {
  return { ...a, negativeZero: false };
}

function allOnes(limit: number): number {
  return Math.min(2 ** (32 - Math.clz32(limit)) - 1, MAX_I32);
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
