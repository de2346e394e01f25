// ndarray-fft has no types of its own.

declare module "ndarray-fft" {
  import type { NdArray } from "ndarray";
  export default function fft(direction: 1 | -1, re: NdArray, im: NdArray): void;
}
