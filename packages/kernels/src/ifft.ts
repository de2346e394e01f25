// ifft: the inverse discrete Fourier transform along the last axis, numpy.fft.ifft.

import { elementCount } from "./arrays/shape.ts";
import { type FftOptions, transform } from "./fourier/transform.ts";
import { transformAxis } from "./fourier/transform-axis.ts";
import type { ArrayInput, ComplexInput, ComplexNdArray } from "./types.ts";

/**
 * Transforms `(..., N)` back along its last axis: `x[j] = 1 / N times the sum over k of X[k] exp(2 pi i j k / N)`,
 * so that `ifft(fft(x))` is `x`.
 *
 * @param x a real array or a pair `{ re, im }`, `(..., N)`; never modified
 * @returns float64 ndarrays `{ re, im }` of the shape of `x`, or `out`
 * @throws RangeError for N = 0, for shapes that differ, for an unknown norm; TypeError for what is no array
 * @example
 * ifft({ re: [10, -2, -2, -2], im: [0, 2, 0, -2] }).re.data // => Float64Array [ 1, 2, 3, 4 ]
 */
export function ifft<Out extends ComplexNdArray>(x: ArrayInput | ComplexInput, options: FftOptions & { out: Out }): Out;
export function ifft(x: ArrayInput | ComplexInput, options?: FftOptions): ComplexNdArray<Float64Array>;
export function ifft(x: ArrayInput | ComplexInput, options: FftOptions = {}): ComplexNdArray {
  return transform("ifft", 1, x, options, true, (re, im, shape) => {
    transformAxis(re, im, { outer: elementCount(shape.slice(0, -1)), length: shape.at(-1) as number, inner: 1 }, true);
  });
}
