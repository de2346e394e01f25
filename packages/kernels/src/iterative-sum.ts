// iterativeSum: the sum of a sequence, one element after the other.

import type { NdArray } from "ndarray";
import { isNdArray, isTypedArray } from "./arrays/kinds.ts";
import { formatShape } from "./arrays/shape.ts";
import { strided } from "./arrays/strided.ts";
import { typeName } from "./arrays/type-name.ts";

/**
 * Adds the elements from the first to the last, starting at 0: the loop of the HOWTO, with its rounding.
 * The sum of nothing is 0. Bigints (and 64-bit integer arrays) add up to a bigint.
 *
 * @param iterable numbers: an array, a typed array, an ndarray of one axis `(N,)`, or any iterable
 * @throws TypeError for an element that is not a number, or what cannot be iterated;
 *   RangeError for an ndarray of another number of axes
 * @example
 * iterativeSum([1, 2, 3]) // => 6
 */
export function iterativeSum(iterable: Iterable<number> | NdArray): number;
export function iterativeSum(iterable: Iterable<bigint>): bigint;
// Again, because TypeScript infers from the last overload when the function itself is an argument: pool.map(iterativeSum, ...).
export function iterativeSum(iterable: Iterable<number> | NdArray): number;
export function iterativeSum(iterable: Iterable<number | bigint> | NdArray): number | bigint {
  if (isNdArray(iterable)) return sumOfVector(iterable as NdArray);
  if (isTypedArray(iterable)) return sumOfTypedArray(iterable);
  if (typeof (iterable as Partial<Iterable<number>> | null | undefined)?.[Symbol.iterator] !== "function") {
    throw new TypeError(`iterativeSum: iterable must be iterable or an ndarray, got ${typeName(iterable)}`);
  }
  let sum: number | bigint | undefined;
  let index = 0;
  for (const element of iterable) {
    const isNumeric = typeof element === "number" || typeof element === "bigint";
    if (!isNumeric || (sum !== undefined && typeof element !== typeof sum)) {
      throw new TypeError(`iterativeSum: element ${index} must be a ${typeof (sum ?? 0)}, got ${typeName(element)}`);
    }
    sum = sum === undefined ? element : (sum as number) + (element as number);
    index++;
  }
  return sum === undefined ? 0 : sum;
}

function sumOfTypedArray(values: ArrayLike<number> | ArrayLike<bigint>): number | bigint {
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    let sum = 0n;
    for (const value of values) sum += value;
    return sum;
  }
  const numbers = values as ArrayLike<number>;
  let sum = 0;
  for (let i = 0; i < numbers.length; i++) sum += numbers[i] as number;
  return sum;
}

function sumOfVector(vector: NdArray): number {
  const { data, shape, stride, offset } = strided("iterativeSum: iterable", vector);
  if (shape.length !== 1) {
    throw new RangeError(`iterativeSum: an ndarray must have one axis, got shape ${formatShape(shape)}`);
  }
  const length = shape[0] as number;
  const step = stride[0] as number;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += data[offset + i * step] as number;
  return sum;
}
