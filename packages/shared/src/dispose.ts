// Ends this thread's share of an array's memory now, instead of when it is collected.

import { disposeBuffer } from "@mp/sync/internal";
import type { NdArray } from "ndarray";

/**
 * Gives this thread's share of an array's memory back; it is free when every other thread's is given back too.
 * The array, and every view on the same memory, must not be used in this thread afterwards. The second time it does
 * nothing.
 *
 * @param array what `RawArray` or `sharedNdarray` made, or a view of it
 * @throws {TypeError} if the array is not in shared memory of mp
 *
 * @example
 * const scratch = RawArray("float64", 1_000_000);
 * dispose(scratch);
 */
export function dispose(array: ArrayBufferView | NdArray): void {
  const view: unknown = "data" in array ? array.data : array;
  if (!ArrayBuffer.isView(view) || !disposeBuffer(view.buffer)) {
    throw new TypeError("dispose: the array is not in mp's shared memory; only RawArray and sharedNdarray make such");
  }
}
