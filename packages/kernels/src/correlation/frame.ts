// The geometry of a correlation along one axis: which elements of the first input each output needs.

/** Which part of the full correlation is returned. */
export type CorrelateMode = "full" | "valid" | "same";

/** What stands outside of the first input. */
export type CorrelateBoundary = "fill" | "wrap" | "symm";

/** Output `m` is the sum over k of `a[first + m + k] * b[k]`, where `a` goes on beyond its ends by the boundary's rule. */
export interface Frame {
  /** Length of `a`. */
  readonly length: number;
  /** Length of `b`: the taps. */
  readonly taps: number;
  readonly outputs: number;
  readonly first: number;
}

/** The frame of an axis; `outputs` can come out negative, for a full correlation of nothing with nothing. */
export function frameOf(length: number, taps: number, mode: CorrelateMode): Frame {
  if (mode === "full") return { length, taps, outputs: length + taps - 1, first: 1 - taps };
  if (mode === "same") return { length, taps, outputs: length, first: -((taps - 1) >> 1) };
  return { length, taps, outputs: length - taps + 1, first: 0 };
}

/** How many neighbouring elements of `a`, within and outside, the outputs need: they start at `first`. */
export function reach(frame: Frame): number {
  return frame.outputs === 0 ? 0 : frame.outputs + Math.max(frame.taps, 1) - 1;
}

/** The element of `a` that stands at index `i`, -1 where the fill value does. */
export function sourceIndex(i: number, length: number, boundary: CorrelateBoundary): number {
  if (i >= 0 && i < length) return i;
  if (boundary === "fill") return -1;
  if (boundary === "wrap") return modulo(i, length);
  const k = modulo(i, 2 * length);
  return k < length ? k : 2 * length - 1 - k;
}

/** The remainder that is not negative. */
export function modulo(i: number, length: number): number {
  const remainder = i % length;
  return remainder < 0 ? remainder + length : remainder;
}
