// The inputs of the programs: random, and the same on every machine and every run.

import ndarray, { type NdArray } from "ndarray";

/** A real 2-D array of doubles, `(rows, columns)`. */
export type Matrix = NdArray<Float64Array>;

/** A real 3-D array of doubles, `(n, n, count)`: matrix `i` is `tensor[:, :, i]`. */
export type Tensor = NdArray<Float64Array>;

/**
 * Makes a generator of uniform numbers in [0, 1): mulberry32, by Tommy Ettinger, whose whole state is one 32-bit word.
 *
 * @example
 * const random = seededRandom(1);
 * random(); // => 0.6270739405881613
 */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const randomIntegers = (length: number, low: number, high: number, seed: number): Float64Array => {
  const random = seededRandom(seed);
  return Float64Array.from({ length }, () => low + Math.floor(random() * (high - low)));
};

/** The numbers 1 to `count`, whose sum is `count * (count + 1) / 2`. */
export const oneTo = (count: number): Float64Array => Float64Array.from({ length: count }, (_, index) => index + 1);

/** `count` matrices of integers from 0 to 99, each `(size, size)`. */
export const randomMatrices = (count: number, size: number): Matrix[] =>
  Array.from({ length: count }, (_, index) => ndarray(randomIntegers(size * size, 0, 100, index + 1), [size, size]));

/** A tensor of integers from -5 to 4, `(size, size, count)`. */
export const randomTensor = (size: number, count: number): Tensor =>
  ndarray(randomIntegers(size * size * count, -5, 5, 1), [size, size, count]);
