// The tasks of the determinants; in a module of their own, so that a worker loads this and not the whole workload.

import { det } from "@mp/kernels";
import type { NdArray } from "ndarray";

/** The determinants of the slices `start … stop`. The tensor is an argument, so it crosses with every task. */
export const determinantsOf = (
  tensor: NdArray<Float64Array>,
  [start, stop]: readonly [start: number, stop: number],
): Float64Array => {
  const result = new Float64Array(stop - start);
  for (let i = start; i < stop; i++) result[i - start] = det(tensor.pick(null, null, i));
  return result;
};

/** The same, written where the caller can read it. */
export const determinantsInto = (
  tensor: NdArray<Float64Array>,
  [start, stop]: readonly [start: number, stop: number],
  out: Float64Array,
): void => {
  for (let i = start; i < stop; i++) out[i] = det(tensor.pick(null, null, i));
};
