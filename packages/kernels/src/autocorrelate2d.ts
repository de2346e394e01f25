// autocorrelate2d: the correlation of a matrix with itself.

import type { NdArray } from "ndarray";
import { type CorrelateOptions, correlate } from "./correlation/correlate.ts";
import type { ArrayInput } from "./types.ts";

/**
 * Correlates `a` `(M, N)` with itself, `correlate2d(a, a)`: the full autocorrelation is `(2 M - 1, 2 N - 1)`, with the
 * sum of squares in its middle. One transform fewer than for two different matrices.
 *
 * @param a real matrix `(M, N)`; never modified
 * @returns a float64 ndarray, its shape by the mode, or `out`
 * @throws as {@link correlate2d} does
 * @example
 * autocorrelate2d([[1, 2]]).data // => Float64Array [ 2, 5, 2 ]
 */
export function autocorrelate2d<Out extends NdArray>(a: ArrayInput, options: CorrelateOptions & { out: Out }): Out;
export function autocorrelate2d(a: ArrayInput, options?: CorrelateOptions): NdArray<Float64Array>;
export function autocorrelate2d(a: ArrayInput, options: CorrelateOptions = {}): NdArray {
  return correlate("autocorrelate2d", a, a, options);
}
