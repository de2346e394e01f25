// Where a result goes: a new ndarray, or the `out` that the caller gave.

import ndarray, { type NdArray } from "ndarray";
import { copyFromContiguous } from "./contiguous.ts";
import { isNdArray } from "./kinds.ts";
import { formatShape, sameShape } from "./shape.ts";
import { strided } from "./strided.ts";
import { typeName } from "./type-name.ts";

/** A new ndarray over `values`, which are in C order. */
export function newResult(values: Float64Array, shape: readonly number[]): NdArray<Float64Array> {
  return ndarray(values, [...shape]);
}

/**
 * Refuses an `out` that cannot take a floating-point result of this shape.
 *
 * @param where function and argument, for messages: `det: out`
 * @throws TypeError for what is not a float64 or float32 ndarray; RangeError for another shape
 */
export function checkOut(where: string, out: NdArray, shape: readonly number[]): void {
  if (!isNdArray(out)) throw new TypeError(`${where} must be an ndarray, got ${typeName(out)}`);
  if (!(out.data instanceof Float64Array) && !(out.data instanceof Float32Array)) {
    throw new TypeError(`${where} must have dtype float64 or float32, got ${out.dtype ?? typeName(out.data)}`);
  }
  if (!sameShape(out.shape, shape)) {
    throw new RangeError(
      `${where} has shape ${formatShape(out.shape)}, but the result has shape ${formatShape(shape)}`,
    );
  }
  strided(where, out);
}

/** Writes values in C order to a checked `out`. */
export function writeOut<Out extends NdArray>(values: Float64Array, out: Out): Out {
  const { shape, stride, offset } = out;
  copyFromContiguous(values, { data: out.data as Float64Array, shape, stride, offset });
  return out;
}
