// ndarray-fft ships no types.

declare module "ndarray-fft" {
  import type { NdArray } from "ndarray";

  /** Transforms `(re, im)` in place; `direction` 1 is its forward transform, -1 its inverse. */
  export default function fft(direction: 1 | -1, re: NdArray<Float64Array>, im: NdArray<Float64Array>): void;
}
