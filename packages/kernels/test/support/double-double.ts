// Arithmetic on unevaluated sums of two doubles, about 32 digits: the oracle for transforms.

/** `hi + lo`, with `lo` at most half a unit in the last place of `hi` (Dekker 1971; Hida, Li and Bailey 2001). */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
}

const pi: DoubleDouble = { hi: Math.PI, lo: 1.2246467991473532e-16 };

export function exact(value: number): DoubleDouble {
  return { hi: value, lo: 0 };
}

export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const sum = a.hi + b.hi;
  const part = sum - a.hi;
  return renormalised(sum, a.hi - (sum - part) + (b.hi - part) + a.lo + b.lo);
}

export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const product = a.hi * b.hi;
  const [ah, al] = halves(a.hi);
  const [bh, bl] = halves(b.hi);
  const error = ah * bh - product + ah * bl + al * bh + al * bl;
  return renormalised(product, error + a.hi * b.lo + a.lo * b.hi);
}

function divideByInteger(a: DoubleDouble, n: number): DoubleDouble {
  const first = exact(a.hi / n);
  const rest = add(a, multiply(first, exact(-n)));
  return add(first, exact(rest.hi / n));
}

export function negate(a: DoubleDouble): DoubleDouble {
  return { hi: -a.hi, lo: -a.lo };
}

/** cos and sin of 2 pi k / n by Taylor's series, after bringing the angle below 45 degrees with integers. */
export function root(k: number, n: number): { cos: DoubleDouble; sin: DoubleDouble } {
  if (2 * k > n) {
    const { cos, sin } = root(n - k, n);
    return { cos, sin: negate(sin) };
  }
  if (4 * k > n) {
    const { cos, sin } = quadrant(2 * n - 4 * k, n);
    return { cos: negate(cos), sin };
  }
  return quadrant(4 * k, n);
}

/** Of `quarter / n` right angles, at most one. */
function quadrant(quarter: number, n: number): { cos: DoubleDouble; sin: DoubleDouble } {
  if (2 * quarter > n) {
    const { cos, sin } = quadrant(n - quarter, n);
    return { cos: sin, sin: cos };
  }
  const angle = divideByInteger(multiply(pi, exact(quarter)), 2 * n);
  return { cos: series(exact(1), 0, angle), sin: series(angle, 1, angle) };
}

function series(first: DoubleDouble, degree: number, angle: DoubleDouble): DoubleDouble {
  const square = negate(multiply(angle, angle));
  let term = first;
  let sum = first;
  for (let power = degree; power < 30; power += 2) {
    term = divideByInteger(multiply(term, square), (power + 1) * (power + 2));
    sum = add(sum, term);
  }
  return sum;
}

function halves(value: number): [high: number, low: number] {
  const scaled = 134217729 * value;
  const high = scaled - (scaled - value);
  return [high, value - high];
}

function renormalised(large: number, small: number): DoubleDouble {
  const hi = large + small;
  return { hi, lo: small - (hi - large) };
}
