// The HOWTO's matrices of random integers, and a check that they were not written to.

import { sharedNdarray } from "@mp/shared";
import ndarray, { type NdArray } from "ndarray";
import { randomIntegers } from "../harness/random.ts";

/** Makes `count` float64 matrices of `(rows, columns)` with integers of 0 … 99. */
export const randomMatrices = (count: number, rows: number, columns: number): NdArray<Float64Array>[] => {
  const next = randomIntegers(count, 0, 100);
  return Array.from({ length: count }, () =>
    ndarray(Float64Array.from({ length: rows * columns }, next), [rows, columns]),
  );
};

/** Copies an array into shared memory. */
export const toShared = (array: NdArray<Float64Array>): NdArray<Float64Array> => {
  const shared = sharedNdarray("float64", array.shape);
  shared.data.set(array.data, shared.offset);
  return shared;
};
