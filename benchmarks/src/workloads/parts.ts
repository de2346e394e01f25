// How a batch is dealt out to workers, and how their answers are put back in order.

/** The whole numbers from `start` up to `stop`, `stop` not included. */
export type Range = readonly [start: number, stop: number];

/** Cuts `0 … length` into `count` ranges whose lengths differ by at most one; none of them is empty. */
export const ranges = (length: number, count: number): Range[] => {
  const parts = Math.min(length, count);
  return Array.from(
    { length: parts },
    (_, i): Range => [Math.floor((i * length) / parts), Math.floor(((i + 1) * length) / parts)],
  );
};

/** Undoes `split`: `parts[i]` holds elements `i`, `i + n`, `i + 2n` … of the result, for `n` parts. */
export const interleave = <T>(parts: readonly (readonly T[])[]): T[] => {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return Array.from({ length }, (_, i) => parts[i % parts.length]![Math.floor(i / parts.length)]!);
};
