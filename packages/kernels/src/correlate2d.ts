// correlate2d: the cross-correlation of two matrices, scipy.signal.correlate2d.

import type { NdArray } from "ndarray";
import { type CorrelateOptions, correlate } from "./correlation/correlate.ts";
import type { ArrayInput } from "./types.ts";

/**
 * Correlates `a` `(M, N)` with `b` `(K, L)`: output `(m, n)` is the sum over j and k of `a[m + j, n + k] * b[j, k]`, as
 * `b` moves over `a` and what surrounds it. Integers come out exact while they stay below 2^53. In mode `"valid"` the
 * larger input is the one that stays; exchanging them reads the result backwards.
 *
 * An axis of length 0 gives sums of nothing, as in SciPy.
 *
 * @param a real matrix `(M, N)`; never modified
 * @param b real matrix `(K, L)`; never modified
 * @returns a float64 ndarray, its shape by the mode, or `out`
 * @throws RangeError for inputs without two axes, for shapes that do not fit the mode or `out`, and for an unknown mode,
 *   boundary or method; TypeError for what is no array
 * @example
 * correlate2d([[1, 2], [3, 4]], [[1, 1]]).data // => Float64Array [ 1, 3, 2, 3, 7, 4 ]
 */
export function correlate2d<Out extends NdArray>(
  a: ArrayInput,
  b: ArrayInput,
  options: CorrelateOptions & { out: Out },
): Out;
export function correlate2d(a: ArrayInput, b: ArrayInput, options?: CorrelateOptions): NdArray<Float64Array>;
export function correlate2d(a: ArrayInput, b: ArrayInput, options: CorrelateOptions = {}): NdArray {
  return correlate("correlate2d", a, b, options);
}
