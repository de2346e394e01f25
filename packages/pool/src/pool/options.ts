// The options of a pool and of its calls.

import type { ThreadLimits } from "../platform/types.ts";
import type { CallbackOptions } from "./async-result.ts";

/** How a {@link Pool} is made. */
export interface PoolOptions extends ThreadLimits {
  /** Runs once in each worker before its first task; where a worker opens what cannot be sent to it. */
  initializer?: (...args: never[]) => unknown;
  /** Arguments of `initializer`. @default [] */
  initargs?: readonly unknown[];
  /** Runs in each worker that ends because the pool was closed, or that has run `maxTasksPerChild` tasks. */
  finalizer?: () => unknown;
  /** Tasks after which a worker is replaced by a new one; a chunk of a map is one task. At least 1. @default no limit */
  maxTasksPerChild?: number;
  /** Workers are called `${name}-1`, `${name}-2`, … in debuggers, profilers and errors. @default "PoolWorker" */
  name?: string;
}

/** What ends a call early, and how its arguments cross. */
export interface CallOptions {
  /** Aborting it rejects the call with its `reason`; a worker that runs it is asked to stop, then replaced. */
  signal?: AbortSignal;
  /** Milliseconds that the call may take from the start of its run; of a map, from the start of its first chunk. @default no limit */
  timeout?: number;
  /** What is moved to the worker instead of copied: the caller loses it. @default [] */
  transfer?: readonly Transferable[];
}

export interface ApplyAsyncOptions<R> extends CallOptions, CallbackOptions<R> {}

/** How far a map has come. */
export interface Progress {
  /** Items whose calls have ended. */
  done: number;
  /** All items; for an input of unknown length, those taken from it so far. */
  total: number;
  /** Milliseconds since the map began. */
  elapsed: number;
  /** Items a second. */
  rate: number;
  /** Milliseconds that are left at this rate. */
  eta: number;
}

export interface ProgressOptions {
  /** Text before the bar. @default the function's name */
  label?: string;
}

export interface MapOptions extends Omit<CallOptions, "transfer"> {
  /** Items that go to a worker together. At least 1. @default ceil(items / (4 × workers)) */
  chunksize?: number;
  /**
   * What a map with failed items rejects with: `"first"`, the error of the lowest index; `"all"`, an `AggregateError` whose
   * `errors` carry each failed item's `index`. Either way once all chunks have ended. @default "first"
   */
  errorPolicy?: "first" | "all";
  /** Draws a bar on the terminal (standard error); nothing where there is no terminal. @default false */
  progress?: boolean | ProgressOptions;
  /** Called as items end, at most once for each chunk. */
  onProgress?: (progress: Progress) => void;
}

export interface MapAsyncOptions<R> extends MapOptions, CallbackOptions<R[]> {}

export interface ImapOptions extends Omit<CallOptions, "transfer"> {
  /** Items that go to a worker together. At least 1. @default 1 */
  chunksize?: number;
  /** Items taken from the input ahead of what was consumed, at most. At least 1. @default 2 × workers × chunksize */
  buffersize?: number;
  /** Draws a bar on the terminal (standard error); nothing where there is no terminal. @default false */
  progress?: boolean | ProgressOptions;
  /** Called as items end, at most once for each chunk. */
  onProgress?: (progress: Progress) => void;
}
