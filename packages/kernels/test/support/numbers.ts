// Seeded numbers for tests, and arrays of them.

import ndarray, { type NdArray } from "ndarray";

/** Doubles in [0, 1) of a fixed sequence (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** `count` doubles in [-1, 1). */
export function doubles(count: number, seed: number): Float64Array {
  const next = generator(seed);
  return Float64Array.from({ length: count }, () => 2 * next() - 1);
}

/** `count` integers in [-limit, limit]. */
export function integers(count: number, seed: number, limit = 9): Float64Array {
  const next = generator(seed);
  return Float64Array.from({ length: count }, () => Math.floor((2 * limit + 1) * next()) - limit);
}

export function matrixOf(values: ArrayLike<number>, rows: number, columns: number): NdArray<Float64Array> {
  return ndarray(Float64Array.from(values), [rows, columns]);
}

/** The elements of an ndarray of any strides, in C order. */
export function elements(array: NdArray): number[] {
  const walk = (view: NdArray, rank: number): number[] => {
    if (rank === 0) return [view.get() as number];
    if (rank === 1) return Array.from({ length: view.shape[0] as number }, (_, i) => view.get(i) as number);
    const rest = new Array<null>(rank - 1).fill(null);
    return Array.from({ length: view.shape[0] as number }, (_, i) => walk(view.pick(i, ...rest), rank - 1)).flat();
  };
  return walk(array, array.shape.length);
}

/** The root of the sum of squares of differences, relative to that of `expected`. */
export function relativeDistance(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    difference += ((actual[i] as number) - (expected[i] as number)) ** 2;
    size += (expected[i] as number) ** 2;
  }
  return size === 0 ? Math.sqrt(difference) : Math.sqrt(difference / size);
}
