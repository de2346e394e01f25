// ifft2: the inverse two-dimensional discrete Fourier transform, numpy.fft.ifft2.

import { planesOf, transformPlanes, transformRealPlanes } from "./fourier/planes.ts";
import { type FftOptions, transform } from "./fourier/transform.ts";
import type { ArrayInput, ComplexInput, ComplexNdArray } from "./types.ts";

/**
 * Transforms a matrix `(M, N)`, or each of a stack `(..., M, N)`, back along its last two axes, so that
 * `ifft2(fft2(x))` is `x`.
 *
 * @param x a real array or a pair `{ re, im }`, `(..., M, N)`; never modified
 * @returns float64 ndarrays `{ re, im }` of the shape of `x`, or `out`
 * @throws RangeError for an axis of length 0, for shapes that differ, for an unknown norm; TypeError for what is no array
 * @example
 * ifft2(fft2([[1, 2], [3, 4]])).re.data // => Float64Array [ 1, 2, 3, 4 ]
 */
export function ifft2<Out extends ComplexNdArray>(
  x: ArrayInput | ComplexInput,
  options: FftOptions & { out: Out },
): Out;
export function ifft2(x: ArrayInput | ComplexInput, options?: FftOptions): ComplexNdArray<Float64Array>;
export function ifft2(x: ArrayInput | ComplexInput, options: FftOptions = {}): ComplexNdArray {
  return transform("ifft2", 2, x, options, true, (re, im, shape, isReal) => {
    const transformAll = isReal ? transformRealPlanes : transformPlanes;
    transformAll(re, im, planesOf(shape), true);
  });
}
