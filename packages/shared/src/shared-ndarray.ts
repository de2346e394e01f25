// sharedNdarray: a scijs ndarray in memory that every thread sees.

import ndarray, { type Data, type NdArray } from "ndarray";
import { allocateArray } from "./allocate-array.ts";
import { type ArrayOf, dtypeOf, type ElementOf, type ElementType } from "./dtypes.ts";

/** How the elements follow each other in memory: `"C"`, last index fastest, or `"F"`, first index fastest. */
export type MemoryOrder = "C" | "F";

/** The data of an ndarray with elements of a type. Its types know 64-bit integers over private memory only. */
export type NdarrayData<E extends ElementType> =
  ArrayOf<E> extends infer A extends Data ? A : ElementOf<E> extends bigint ? BigInt64Array<ArrayBuffer> : never;

/** How to lay an ndarray out. */
export interface NdarrayOptions {
  /** @default "C" */
  order?: MemoryOrder;
}

/**
 * Makes a scijs ndarray of zeros in shared memory. Passed to a worker, it, and every view made from it (`pick`,
 * `transpose`, `lo`, `hi`, `step`), is the same memory there.
 *
 * @param type a dtype, a ctypes typecode or a typed array's constructor
 * @param shape the lengths of the axes: non-negative integers
 * @throws {TypeError} for an unknown type or order, or a shape that is no array
 * @throws {RangeError} for an axis that is negative or no integer, or more elements than the heap holds
 *
 * @example
 * const tensor = sharedNdarray("float64", [10, 10, 100]);
 * tensor.set(3, 4, 99, 2.5);
 * tensor.stride // => [1000, 100, 1]
 * sharedNdarray("d", [10, 10, 100], { order: "F" }).stride // => [1, 10, 100]
 */
export function sharedNdarray<E extends ElementType>(
  type: E,
  shape: readonly number[],
  { order = "C" }: NdarrayOptions = {},
): NdArray<NdarrayData<E>> {
  const dtype = dtypeOf("sharedNdarray", type);
  if (order !== "C" && order !== "F") {
    throw new TypeError(`sharedNdarray: order must be "C" or "F", got ${JSON.stringify(order)}`);
  }
  checkShape(shape);
  const length = shape.reduce((product, axis) => product * axis, 1);
  const data = allocateArray("sharedNdarray", dtype, length) as unknown as NdarrayData<E>;
  return ndarray(data, [...shape], stridesOf(shape, order), 0);
}

function checkShape(shape: readonly number[]): void {
  if (!Array.isArray(shape)) {
    throw new TypeError(`sharedNdarray: shape must be an array of axis lengths, got ${String(shape)}; write [n]`);
  }
  for (const [axis, length] of shape.entries()) {
    if (Number.isInteger(length) && length >= 0) continue;
    throw new RangeError(`sharedNdarray: axis ${axis} must be a non-negative integer, got ${length} in [${shape}]`);
  }
}

/** Strides in elements. */
function stridesOf(shape: readonly number[], order: MemoryOrder): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = 0; i < shape.length; i++) {
    const axis = order === "F" ? i : shape.length - 1 - i;
    strides[axis] = step;
    step *= shape[axis]!;
  }
  return strides;
}
