// One view on every kind of input: flat data with a shape, strides and an offset.

import type { ArrayInput, NumericTypedArray } from "../types.ts";
import { isNdArray, isTypedArray, type NdArrayFields } from "./kinds.ts";
import { flattenNested } from "./nested.ts";
import { contiguousStride, elementCount, formatShape } from "./shape.ts";
import { typeName } from "./type-name.ts";

/** Element `(i, j, ...)` is `data[offset + i * stride[0] + j * stride[1] + ...]`. */
export interface Strided {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/**
 * Views `value` without copying it, where its elements are numbers already.
 *
 * @param where function and argument, for messages: `det: a`
 * @throws TypeError for what is not an array of numbers; RangeError for ragged nested arrays and impossible shapes
 */
export function strided(where: string, value: ArrayInput): Strided {
  if (Array.isArray(value)) {
    const { data, shape } = flattenNested(where, value);
    return { data, shape, stride: contiguousStride(shape), offset: 0 };
  }
  if (isTypedArray(value)) return { data: numbersOf(value), shape: [value.length], stride: [1], offset: 0 };
  if (isNdArray(value)) return stridedNdArray(where, value);
  throw new TypeError(
    `${where} must be an ndarray, a typed array or nested arrays of numbers, got ${typeName(value)}${pairHint(value)}`,
  );
}

function stridedNdArray(where: string, array: NdArrayFields): Strided {
  const { shape, stride, offset } = array;
  let first = offset;
  let last = offset;
  for (let axis = 0; axis < shape.length; axis++) {
    const length = shape[axis] as number;
    if (!Number.isInteger(length) || length < 0) {
      throw new RangeError(`${where} has the impossible shape ${formatShape(shape)}; axis lengths are integers >= 0`);
    }
    const reach = (length - 1) * (stride[axis] as number);
    if (reach < 0) first += reach;
    else last += reach;
  }
  const data = array.data as ArrayLike<number | bigint> & { get?: (index: number) => number };
  if (elementCount(shape) > 0 && (first < 0 || last >= data.length)) {
    throw new RangeError(
      `${where} of shape ${formatShape(shape)} reaches elements ${first} to ${last} of data that has ${data.length}; ` +
        "make the ndarray with the shape, stride and offset of its data",
    );
  }
  if (isTypedArray(data)) return { data: numbersOf(data), shape, stride, offset };
  const numbers = Float64Array.from({ length: data.length }, (_, i) => {
    const element = typeof data.get === "function" ? data.get(i) : data[i];
    if (typeof element !== "number")
      throw new TypeError(`${where}.data[${i}] must be a number, got ${typeName(element)}`);
    return element;
  });
  return { data: numbers, shape, stride, offset };
}

function numbersOf(array: NumericTypedArray): ArrayLike<number> {
  if (array instanceof BigInt64Array || array instanceof BigUint64Array) {
    return Float64Array.from({ length: array.length }, (_, i) => Number(array[i]));
  }
  return array;
}

function pairHint(value: unknown): string {
  const isPair = typeof value === "object" && value !== null && "re" in value && "im" in value;
  return isPair ? "; complex { re, im } pairs are taken by the transforms only" : "";
}
