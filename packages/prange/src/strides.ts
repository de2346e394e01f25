// Which elements of its data an ndarray reaches.

import type { NdArrayLike } from "./specialise.ts";

/**
 * The first element that an ndarray reaches, in its data's order, and the number of elements from there to the last.
 *
 * @param argument - index of the argument, for the message
 * @throws RangeError if it reaches beyond its data: compiled code checks indices against the shape alone
 */
export function spanOfNdArray(array: NdArrayLike, argument: number): [first: number, count: number] {
  let lowest = array.offset;
  let highest = array.offset;
  for (const [axis, length] of array.shape.entries()) {
    if (!Number.isInteger(length) || length < 0 || !Number.isInteger(array.stride[axis])) throw beyond(array, argument);
    if (length === 0) return [array.offset, 0];
    const reach = (length - 1) * array.stride[axis]!;
    if (reach < 0) lowest += reach;
    else highest += reach;
  }
  const inside = Number.isInteger(array.offset) && lowest >= 0 && highest < array.data.length;
  if (!inside) throw beyond(array, argument);
  return [lowest, highest - lowest + 1];
}

function beyond({ data, offset, shape, stride }: NdArrayLike, argument: number): RangeError {
  return new RangeError(
    `njit: argument ${argument + 1} is an ndarray that does not fit its data of ${data.length} elements: shape (${shape.join(", ")}), stride (${stride.join(", ")}), offset ${offset}`,
  );
}
