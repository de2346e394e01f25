// The public names of @mp/kernels.

export { type ArraySplitOptions, arraySplit } from "./array-split.ts";
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
