// fft: the discrete Fourier transform along the last axis, numpy.fft.fft.

import { elementCount } from "./arrays/shape.ts";
import { type FftOptions, transform } from "./fourier/transform.ts";
import { transformAxis } from "./fourier/transform-axis.ts";
import type { ArrayInput, ComplexInput, ComplexNdArray } from "./types.ts";

/**
 * Transforms `(..., N)` along its last axis, any N >= 1: `X[k] = sum over j of x[j] exp(-2 pi i j k / N)`.
 * Mixed radix with stages of 4, 2, 3, 5 and primes up to 53, Bluestein's algorithm for the others.
 *
 * @param x a real array or a pair `{ re, im }`, `(..., N)`; never modified
 * @returns float64 ndarrays `{ re, im }` of the shape of `x`, or `out`
 * @throws RangeError for N = 0, for shapes that differ, for an unknown norm; TypeError for what is no array
 * @example
 * fft([1, 2, 3, 4]).re.data // => Float64Array [ 10, -2, -2, -2 ]
 */
export function fft<Out extends ComplexNdArray>(x: ArrayInput | ComplexInput, options: FftOptions & { out: Out }): Out;
export function fft(x: ArrayInput | ComplexInput, options?: FftOptions): ComplexNdArray<Float64Array>;
export function fft(x: ArrayInput | ComplexInput, options: FftOptions = {}): ComplexNdArray {
  return transform("fft", 1, x, options, false, (re, im, shape) => {
    transformAxis(re, im, { outer: elementCount(shape.slice(0, -1)), length: shape.at(-1) as number, inner: 1 }, false);
  });
}
