// The geometry of a correlation by transforms along one axis: a circle on which nothing that is needed overlaps.

import { radicesOf, smoothLength } from "../fourier/factors.ts";
import { type CorrelateBoundary, type Frame, modulo, reach, sourceIndex } from "./frame.ts";

export interface Circle {
  /** The length of the transform, without primes above 5. */
  readonly points: number;
  /** The element of `a` that stands at each point, -1 for the fill value. */
  readonly source: readonly number[];
  /** The point of output 0; the others follow. */
  readonly origin: number;
  /** Is every point beyond the elements of `a` the fill value, and element i at point i? */
  readonly isPadded: boolean;
}

export function circleOf(frame: Frame, boundary: CorrelateBoundary): Circle {
  const { length, first } = frame;
  if (boundary === "wrap" && isSmooth(length)) {
    // `a` goes round by itself.
    return { points: length, source: range(length), origin: modulo(first, length), isPadded: true };
  }
  if (boundary === "fill") {
    // What stands before `a` and what stands after it is the same, so the two share their points.
    const before = Math.max(0, -first);
    const after = Math.max(0, first + reach(frame) - length);
    const points = smoothLength(length + Math.max(before, after));
    const source = range(points).map((i) => (i < length ? i : -1));
    return { points, source, origin: modulo(first, points), isPadded: true };
  }
  const points = smoothLength(reach(frame));
  const source = range(points).map((i) => (i < reach(frame) ? sourceIndex(first + i, length, boundary) : -1));
  return { points, source, origin: 0, isPadded: false };
}

function isSmooth(length: number): boolean {
  return radicesOf(length).every((radix) => radix <= 5);
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}
