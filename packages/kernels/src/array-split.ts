// arraySplit: numpy.array_split, parts of neighbouring elements.

import type { Data, NdArray } from "ndarray";
import { isNdArray, isTypedArray } from "./arrays/kinds.ts";
import { partCount } from "./arrays/part-count.ts";
import { sequence } from "./arrays/sequence.ts";
import type { NumericTypedArray } from "./types.ts";

export interface ArraySplitOptions {
  /**
   * The axis of an ndarray along which to split; negative counts from the last.
   * @default 0
   */
  axis?: number;
}

/**
 * Splits `x` into parts of neighbouring elements, as `numpy.array_split` does: into that many parts, of which the
 * first `N % parts` are one longer, or at the given indices (`[3, 5]` gives `x[:3]`, `x[3:5]` and `x[5:]`; negative
 * ones count from the end). The counterpart that interleaves is {@link split}.
 *
 * Typed arrays and ndarrays give views on the memory of `x`; any other iterable gives arrays.
 *
 * @throws RangeError for a number of parts that is not an integer >= 1, and for an axis that `x` has not;
 *   TypeError for an `x` that cannot be iterated
 * @example
 * arraySplit([0, 1, 2, 3, 4], 2) // => [[0, 1, 2], [3, 4]]
 */
export function arraySplit<D extends Data>(
  x: NdArray<D>,
  indicesOrSections: number | readonly number[],
  options?: ArraySplitOptions,
): NdArray<D>[];
export function arraySplit<A extends NumericTypedArray>(x: A, indicesOrSections: number | readonly number[]): A[];
export function arraySplit<T>(x: Iterable<T>, indicesOrSections: number | readonly number[]): T[][];
export function arraySplit(
  x: NumericTypedArray | NdArray | Iterable<unknown>,
  indicesOrSections: number | readonly number[],
  options: ArraySplitOptions = {},
): unknown[] {
  if (isNdArray(x)) {
    const array = x as NdArray;
    const axis = axisOf(array, options.axis ?? 0);
    return bounds(array.shape[axis] as number, indicesOrSections).map(([start, stop]) => {
      const before = array.shape.map((_, k) => (k === axis ? start : 0));
      const lengths = array.shape.map((length, k) => (k === axis ? stop - start : length));
      return array.lo(...before).hi(...lengths);
    });
  }
  if ((options.axis ?? 0) !== 0) throw new RangeError(`arraySplit: axis must be 0 for one axis, got ${options.axis}`);
  if (isTypedArray(x)) {
    return bounds(x.length, indicesOrSections).map(([start, stop]) => x.subarray(start, stop));
  }
  const items = sequence("arraySplit", x);
  return bounds(items.length, indicesOrSections).map(([start, stop]) => items.slice(start, stop));
}

/** The half-open range of every part of an axis of this length. */
function bounds(length: number, indicesOrSections: number | readonly number[]): [start: number, stop: number][] {
  if (Array.isArray(indicesOrSections)) {
    const cuts = indicesOrSections.map((index) => clip(index, length));
    return [0, ...cuts].map((start, k) => {
      const stop = k < cuts.length ? (cuts[k] as number) : length;
      return [start, Math.max(start, stop)];
    });
  }
  const sections = indicesOrSections;
  partCount("arraySplit", "the number of sections", sections);
  const short = Math.floor(length / sections);
  const longer = length % sections;
  return Array.from({ length: sections }, (_, k) => {
    const start = k * short + Math.min(k, longer);
    return [start, start + short + (k < longer ? 1 : 0)];
  });
}

/** A slice bound as Python reads it: counted from the end when negative, and never outside of the axis. */
function clip(index: number, length: number): number {
  if (!Number.isInteger(index)) throw new RangeError(`arraySplit: indices must be integers, got ${index}`);
  return Math.min(Math.max(index < 0 ? index + length : index, 0), length);
}

function axisOf(array: NdArray, axis: number): number {
  const rank = array.shape.length;
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new RangeError(`arraySplit: axis ${axis} is out of range for an array with ${rank} axes`);
  }
  return axis < 0 ? axis + rank : axis;
}
