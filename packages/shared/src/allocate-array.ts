// Makes a typed array whose memory is a counted block of the heap.

import { bufferOf, heap } from "@mp/sync/internal";
import { type ArraysByDType, constructorOf, type DType } from "./dtypes.ts";

/** Alignment of the first element: a cache line, so that two arrays never share one. */
const ALIGN = 64;

const LARGEST = 2 ** 32;

/**
 * A zeroed typed array of `length` elements in the heap. It, and every view made from it, keeps the memory.
 * @throws {RangeError} if the length is not a non-negative integer or does not fit the heap
 */
export function allocateArray<D extends DType>(caller: string, dtype: D, length: number): ArraysByDType[D] {
  const TypedArray = constructorOf(dtype);
  if (!Number.isInteger(length) || length < 0) {
    throw new RangeError(`${caller}: length must be a non-negative integer, got ${length}`);
  }
  const bytes = length * TypedArray.BYTES_PER_ELEMENT;
  if (bytes >= LARGEST) {
    throw new RangeError(`${caller}: ${length} elements of ${dtype} are ${bytes} bytes; the heap has at most 4 GiB`);
  }
  const address = heap.allocate(bytes, { align: ALIGN });
  return viewOf(dtype, address, length);
}

/** A typed array on the block at `address`, which it keeps. */
export function viewOf<D extends DType>(dtype: D, address: number, length: number): ArraysByDType[D] {
  const TypedArray = constructorOf(dtype) as unknown as new (
    buffer: SharedArrayBuffer,
    byteOffset: number,
    length: number,
  ) => ArraysByDType[D];
  return new TypedArray(bufferOf(address), address, length);
}
