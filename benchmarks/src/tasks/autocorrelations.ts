// The tasks of the autocorrelation.

import { correlate2d } from "@mp/kernels";
import type { NdArray } from "ndarray";

type Matrix = NdArray<Float64Array>;

/** The full autocorrelations of some matrices, each of `(2M - 1, 2N - 1)`, by the definition, as SciPy computes them. */
export const autocorrelationsDirect = (matrices: readonly Matrix[]): Matrix[] =>
  matrices.map((matrix) => correlate2d(matrix, matrix, { method: "direct" }));

/** The same by Fourier transforms, rounded to the integers that they are. */
export const autocorrelationsByFft = (matrices: readonly Matrix[]): Matrix[] =>
  matrices.map((matrix) => correlate2d(matrix, matrix, { method: "fft" }));
