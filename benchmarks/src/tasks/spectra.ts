// The task of the Fourier transform.

import { type ComplexNdArray, fft2 } from "@mp/kernels";
import type { NdArray } from "ndarray";

/** The spectra of some matrices. */
export const spectra = (matrices: readonly NdArray<Float64Array>[]): ComplexNdArray[] =>
  matrices.map((matrix) => fft2(matrix));
