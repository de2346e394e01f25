// The public names of @mp/kernels.

export { type ArraySplitOptions, arraySplit } from "./array-split.ts";
export { autocorrelate2d } from "./autocorrelate2d.ts";
export { correlate2d } from "./correlate2d.ts";
export type { CorrelateOptions } from "./correlation/correlate.ts";
export type { CorrelateBoundary, CorrelateMode } from "./correlation/frame.ts";
export { type DetOptions, det } from "./det.ts";
export { fft } from "./fft.ts";
export { fft2 } from "./fft2.ts";
export type { FftNorm } from "./fourier/norm.ts";
export type { FftOptions } from "./fourier/transform.ts";
export { ifft } from "./ifft.ts";
export { ifft2 } from "./ifft2.ts";
export { iterativeSum } from "./iterative-sum.ts";
export { split } from "./split.ts";
export type { ArrayInput, ComplexInput, ComplexNdArray, NestedArray, NumericTypedArray } from "./types.ts";
