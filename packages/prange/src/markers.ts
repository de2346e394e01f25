// The two loop markers: ordinary iterables when JavaScript runs them, loops of the machine when `njit` compiles them.

const LOWEST = -(2 ** 31);
const HIGHEST = 2 ** 31 - 1;

/**
 * Counts over the integers of `[0, stop)` or `[start, stop)`, in any order and on several threads at once when the
 * function around it is compiled with `{ parallel: true }`; in order otherwise. The iterations must not depend on
 * each other, reductions (`sum += x`) excepted. In plain JavaScript it is a sequential iterable, so a function that
 * uses it gives the same answer uncompiled.
 *
 * @param stop - the first integer not visited, when it is the only argument; a 32-bit integer
 * @returns an iterable of numbers, empty where `stop <= start`
 * @throws TypeError if a bound is not a number
 * @throws RangeError if a bound is not a 32-bit integer
 * @example
 * const squares = njit((out: Float64Array) => {
 *   for (const i of prange(out.length)) out[i] = i * i;
 * }, { parallel: true });
 */
export function prange(stop: number): Iterable<number>;
export function prange(start: number, stop: number): Iterable<number>;
export function prange(first: number, second?: number): Iterable<number> {
  return interval("prange", first, second);
}

/**
 * Counts over the integers of `[0, stop)` or `[start, stop)` in order: `prange` without the leave to run in parallel.
 *
 * @param stop - the first integer not visited, when it is the only argument; a 32-bit integer
 * @returns an iterable of numbers, empty where `stop <= start`
 * @throws TypeError if a bound is not a number
 * @throws RangeError if a bound is not a 32-bit integer
 * @example
 * [...range(2, 5)] // => [2, 3, 4]
 */
export function range(stop: number): Iterable<number>;
export function range(start: number, stop: number): Iterable<number>;
export function range(first: number, second?: number): Iterable<number> {
  return interval("range", first, second);
}

function interval(marker: string, first: number, second: number | undefined): Iterable<number> {
  const start = second === undefined ? 0 : first;
  const stop = second === undefined ? first : second;
  checkBound(marker, "start", start);
  checkBound(marker, "stop", stop);
  // Adding zero turns a start of -0 into 0, the only integer that 32 bits cannot tell apart.
  return new Interval(start + 0, stop);
}

function checkBound(marker: string, name: string, bound: unknown): void {
  if (typeof bound !== "number") {
    throw new TypeError(`${marker}: ${name} must be a number, got ${bound === null ? "null" : typeof bound}`);
  }
  if (!Number.isInteger(bound) || bound < LOWEST || bound > HIGHEST) {
    throw new RangeError(
      `${marker}: ${name} must be an integer from ${LOWEST} to ${HIGHEST}, got ${bound}; round it first, for example with Math.floor`,
    );
  }
}

// A hand-written iterator: V8 removes its result objects from a loop, which it does not for a generator's.
class Interval implements Iterable<number> {
  readonly #start: number;
  readonly #stop: number;

  constructor(start: number, stop: number) {
    this.#start = start;
    this.#stop = stop;
  }

  [Symbol.iterator](): Iterator<number> {
    let next = this.#start;
    const stop = this.#stop;
    return {
      next: () => (next < stop ? { done: false, value: next++ } : { done: true, value: undefined }),
    };
  }
}
