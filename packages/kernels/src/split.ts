// split: the interleaved parts x[0::n], x[1::n], ... x[n-1::n].

import type { Data, NdArray } from "ndarray";
import { isNdArray, isTypedArray } from "./arrays/kinds.ts";
import { partCount } from "./arrays/part-count.ts";
import { sequence } from "./arrays/sequence.ts";
import type { NumericTypedArray } from "./types.ts";

/**
 * Deals the elements of `x` to `n` parts in turn: part `i` is `x[i::n]`. The parts differ by at most one in length;
 * those beyond the length of `x` are empty. The counterpart that keeps neighbours together is {@link arraySplit}.
 *
 * - a typed array gives typed arrays of its type (copies, in memory of their own);
 * - an ndarray is dealt along its first axis and gives views, no copy: `(N, ...)` to `n` times `(N / n, ...)`;
 * - any other iterable gives arrays.
 *
 * @param n number of parts, an integer >= 1
 * @throws RangeError for an `n` that is not; TypeError for an `x` that cannot be iterated
 * @example
 * split([0, 1, 2, 3, 4], 2) // => [[0, 2, 4], [1, 3]]
 */
export function split<A extends NumericTypedArray>(x: A, n: number): A[];
export function split<D extends Data>(x: NdArray<D>, n: number): NdArray<D>[];
export function split<T>(x: Iterable<T>, n: number): T[][];
export function split(x: NumericTypedArray | NdArray | Iterable<unknown>, n: number): unknown[] {
  partCount("split", "n", n);
  if (isNdArray(x)) return Array.from({ length: n }, (_, i) => everyNthRow(x as NdArray, i, n));
  const items = isTypedArray(x) ? x : sequence("split", x);
  return Array.from({ length: n }, (_, i) => everyNth(items, i, n));
}

/** `items[start::n]`, of the type of `items` and in memory of its own. */
function everyNth(items: readonly unknown[] | NumericTypedArray, start: number, n: number): unknown {
  const length = Math.max(0, Math.ceil((items.length - start) / n));
  const part: { [index: number]: unknown } = isTypedArray(items) ? emptyLike(items, length) : new Array(length);
  for (let i = 0; i < length; i++) part[i] = items[start + i * n];
  return part;
}

/** By the name of its type, since a subclass such as Buffer has a constructor of its own kind. */
function emptyLike(array: NumericTypedArray, length: number): NumericTypedArray {
  const constructors = globalThis as unknown as Record<string, new (length: number) => NumericTypedArray>;
  const TypedArray = constructors[array[Symbol.toStringTag]] as new (length: number) => NumericTypedArray;
  return new TypedArray(length);
}

function everyNthRow(x: NdArray, start: number, n: number): NdArray {
  return x.lo(Math.min(start, x.shape[0] as number)).step(n);
}
