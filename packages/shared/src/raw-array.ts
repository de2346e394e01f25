// RawArray: a typed array in memory that every thread sees, without a lock.

import { allocateArray } from "./allocate-array.ts";
import { type ArrayOf, dtypeOf, type ElementOf, type ElementType } from "./dtypes.ts";
import { checkElements } from "./elements.ts";

/** The typed array that `RawArray` makes for an element type. */
export type RawArray<E extends ElementType = ElementType> = ArrayOf<E>;

interface RawArrayFactory {
  <E extends ElementType>(type: E, lengthOrValues: number | Iterable<ElementOf<E>>): RawArray<E>;
  new <E extends ElementType>(type: E, lengthOrValues: number | Iterable<ElementOf<E>>): RawArray<E>;
}

/**
 * Makes a typed array in shared memory: Python's `multiprocessing.RawArray`. It is an ordinary `Float64Array`,
 * `Int32Array` and so on, zeroed or filled with values; passed to a worker, it is the same memory there. Nothing
 * guards it: two threads that write one element at once race.
 *
 * The memory is freed when no thread has the array, or a view made from it, any more; `dispose(array)` ends this
 * thread's share at once.
 *
 * @param type a dtype (`"float64"`), a ctypes typecode (`"d"`) or a constructor (`Float64Array`)
 * @param lengthOrValues how many elements, all zero, or the elements; integers out of range wrap as in ctypes
 * @throws {TypeError} for an unknown type, a fraction in an integer type, a number in a 64-bit one (use `5n`)
 * @throws {RangeError} for a length that is negative, no integer, or more than the heap holds
 *
 * @example
 * const squares = RawArray("float64", [1, 4, 9]);
 * squares[2] // => 9
 * RawArray("b", [130])[0] // => -126
 */
export const RawArray: RawArrayFactory = function RawArray(
  type: ElementType,
  lengthOrValues: number | Iterable<number | bigint>,
): ArrayOf<ElementType> {
  const dtype = dtypeOf("RawArray", type);
  if (typeof lengthOrValues === "number") return allocateArray("RawArray", dtype, lengthOrValues);
  const values = listOf(lengthOrValues);
  checkElements("RawArray", dtype, values);
  const array = allocateArray("RawArray", dtype, values.length);
  (array as unknown as { set(values: ArrayLike<number | bigint>): void }).set(values);
  return array;
} as RawArrayFactory;

function listOf(values: unknown): ArrayLike<number | bigint> {
  if (Array.isArray(values) || (ArrayBuffer.isView(values) && "length" in values)) {
    return values as unknown as ArrayLike<number | bigint>;
  }
  if (typeof values === "object" && values !== null && Symbol.iterator in values) {
    return Array.from(values as Iterable<number | bigint>);
  }
  throw new TypeError(`RawArray: expected a length or values, got ${values === null ? "null" : typeof values}`);
}
