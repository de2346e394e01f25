// Thread controls: how many threads compiled loops use, and how their iterations are dealt.

import { runtime } from "./runtime.ts";

/**
 * Sets how many threads later parallel loops use, the calling thread included. Threads beyond that number sleep.
 *
 * @param threads - 1 to the number of processors that the program may use
 * @throws RangeError outside of these limits, or if not an integer
 * @throws TypeError if not a number
 * @example
 * setNumThreads(1);
 * getNumThreads() // => 1
 */
export function setNumThreads(threads: number): void {
  const { settings, maximum } = runtime();
  checkInteger("setNumThreads", "the number of threads", threads, 1, maximum);
  settings.threads = threads;
}

/**
 * How many threads the next parallel loop uses, the calling thread included.
 *
 * @default the number of processors that the program may use; 1 inside a worker
 */
export function getNumThreads(): number {
  return runtime().settings.threads;
}

/**
 * Sets how many iterations a thread takes at a time in later parallel loops.
 *
 * @param chunksize - iterations; 0 leaves the choice to mp, which aims at 16 chunks a thread
 * @returns the previous value
 * @throws RangeError if negative or not an integer
 * @throws TypeError if not a number
 * @example
 * const previous = setParallelChunksize(64);
 * dets(tensor, out);
 * setParallelChunksize(previous);
 */
export function setParallelChunksize(chunksize: number): number {
  checkInteger("setParallelChunksize", "the chunk size", chunksize, 0, 2 ** 31 - 1);
  const { settings } = runtime();
  const previous = settings.chunksize;
  settings.chunksize = chunksize;
  return previous;
}

/**
 * How many iterations a thread takes at a time; 0 where mp chooses.
 *
 * @default 0
 */
export function getParallelChunksize(): number {
  return runtime().settings.chunksize;
}

function checkInteger(name: string, what: string, value: unknown, lowest: number, highest: number): void {
  if (typeof value !== "number") throw new TypeError(`${name}: ${what} must be a number, got ${typeof value}`);
  if (!Number.isInteger(value) || value < lowest || value > highest) {
    throw new RangeError(`${name}: ${what} must be an integer from ${lowest} to ${highest}, got ${value}`);
  }
}
