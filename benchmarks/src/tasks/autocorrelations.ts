// The task of the autocorrelation.

import { correlate2d } from "@mp/kernels";
import type { NdArray } from "ndarray";

/** The full autocorrelations of some matrices, each of `(2M - 1, 2N - 1)`. */
export const autocorrelations = (matrices: readonly NdArray<Float64Array>[]): NdArray<Float64Array>[] =>
  matrices.map((matrix) => correlate2d(matrix, matrix));
