// The array types that the public functions take and return.

import type { Data, NdArray } from "ndarray";

/** A typed array of any element type. 64-bit integers are converted to the nearest double. */
export type NumericTypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** Numbers in plain arrays, nested as deep as the array has axes: `[[1, 2], [3, 4]]` has shape `(2, 2)`. */
export type NestedArray = readonly (number | NestedArray | NumericTypedArray)[];

/**
 * What a function reads: a scijs ndarray of any strides, a typed array (one axis), or plain nested arrays.
 * It is never modified.
 */
export type ArrayInput = NdArray | NdArray<Data<bigint>> | NumericTypedArray | NestedArray;

/** Two arrays of one shape: the real and the imaginary parts, as in ndarray-fft. */
export interface ComplexInput {
  readonly re: ArrayInput;
  readonly im: ArrayInput;
}

/** What a transform returns: two ndarrays of one shape. */
export interface ComplexNdArray<D extends Data<number> = Data<number>> {
  re: NdArray<D>;
  im: NdArray<D>;
}
