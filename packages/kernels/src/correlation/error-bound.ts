// How far a correlation by transforms can be from the exact one.

import { radicesOf } from "../fourier/factors.ts";

const unitRoundoff = 2 ** -53;

/**
 * Rounding errors of one transform, in units of `unitRoundoff` relative to the norm of its input. A stage of radix r
 * is computed through at most d roundings of sums whose factors add up to at most c an input, an error of `d c sqrt(r)`
 * in the 2-norm: below 4 r for 2, 3, 4 and 5. Its twiddle factors are correct to 2 units and multiplied to sqrt(5)
 * (Brent, Percival and Zimmermann, Error bounds on complex floating-point multiplication, 2007): below 5 together.
 */
function transformError(points: number): number {
  return radicesOf(points).reduce((sum, radix) => sum + 4 * radix + 5, 0);
}

/**
 * A bound, before anything is computed, on the error of every element of a circular correlation of real matrices with
 * these 2-norms on a torus of `rows` by `columns` points without primes above 5. The element is at most
 * `normA * normB` (Cauchy–Schwarz), and the errors of two forward transforms, of their product and of the inverse add
 * up relative to that (Percival, Rapid multiplication modulo the sum and difference of highly composite numbers,
 * 2003). Separating and joining the pairs of real rows adds a few roundings, and second-order terms are covered by 1 %.
 */
export function correlationErrorBound(rows: number, columns: number, normA: number, normB: number): number {
  const each = transformError(rows) + transformError(columns) + 4;
  return 1.01 * unitRoundoff * (3 * each + 8) * normA * normB;
}
