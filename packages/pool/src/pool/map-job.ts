// A map from submission to result: chunks out, values in their places, one error for all that failed.

import type { Mode } from "../wire/messages.ts";
import { pack } from "../wire/pack.ts";
import { ChunkTask } from "./chunk-task.ts";
import { chunkBounds } from "./chunks.ts";
import type { FunctionEntry } from "./functions.ts";
import type { CallLimits } from "./limits.ts";
import type { MapOptions } from "./options.ts";
import type { ProgressReporter } from "./progress.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Site } from "./site.ts";
import type { Task } from "./task.ts";
import type { AnyCall } from "./types.ts";

interface MapRequest {
  fn: AnyCall;
  mode: Mode;
  /** Elements by index: an array, or a typed array, which is cut without becoming one. */
  items: ArrayLike<unknown>;
  chunksize: number;
  errorPolicy: NonNullable<MapOptions["errorPolicy"]>;
  limits: CallLimits;
  site: Site;
  progress: ProgressReporter | undefined;
}

/** Submits a map; returns its promise, and how to give it up. */
export const submitMap = (
  scheduler: Scheduler,
  request: MapRequest,
): [Promise<unknown[]>, (reason: unknown) => void] => {
  const job = new MapJob(scheduler, request);
  return [job.promise, (reason) => job.giveUp(reason)];
};

class MapJob {
  readonly promise: Promise<unknown[]>;
  readonly #scheduler: Scheduler;
  readonly #request: MapRequest;
  readonly #results: unknown[];
  readonly #failures: { error: unknown; index: number }[] = [];
  readonly #tasks: Task[] = [];
  #left: number;
  #over = false;
  #resolve!: (values: unknown[]) => void;
  #reject!: (error: unknown) => void;

  constructor(scheduler: Scheduler, request: MapRequest) {
    const { fn, items, chunksize, limits } = request;
    this.#scheduler = scheduler;
    this.#request = request;
    this.#results = new Array(items.length);
    this.#left = Math.ceil(items.length / chunksize);
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    if (this.#left === 0) {
      this.#finish();
      return;
    }
    const entry = scheduler.functions.describe(fn, "map");
    for (const [start, stop] of chunkBounds(items.length, chunksize)) this.#tasks.push(this.#chunk(entry, start, stop));
    for (const task of this.#tasks) scheduler.queue(task);
    limits.watch((reason) => this.giveUp(reason));
    scheduler.hurry(false);
  }

  #chunk(fn: FunctionEntry, start: number, stop: number): Task {
    const { items, limits, site } = this.#request;
    const over = (): void => {
      this.#request.progress?.advance(stop - start);
      this.#left -= 1;
      if (this.#left === 0) this.#finish();
    };
    return new ChunkTask({
      fn,
      mode: this.#request.mode,
      size: stop - start,
      site,
      solo: limits.any,
      payload: () => cut(items, start, stop),
      sink: {
        began: () => limits.began(),
        done: (values) => {
          this.#place(start, values as ArrayLike<unknown>);
          over();
        },
        failed: (error, item) => {
          this.#failures.push({ error, index: start + item });
          over();
        },
      },
    });
  }

  #place(start: number, values: ArrayLike<unknown>): void {
    for (let index = 0; index < values.length; index += 1) this.#results[start + index] = values[index];
  }

  #finish(): void {
    const { errorPolicy, fn } = this.#request;
    this.#end(() => {
      if (this.#failures.length === 0) {
        this.#resolve(this.#results);
        return;
      }
      this.#failures.sort((a, b) => a.index - b.index);
      if (errorPolicy === "first") {
        this.#reject(this.#failures[0]!.error);
        return;
      }
      const errors = this.#failures.map(({ error, index }) => withIndex(error, index));
      const message = `map: ${errors.length} of the calls of ${fn.name || "the function"} failed; see \`errors\``;
      this.#reject(new AggregateError(errors, message));
    });
  }

  #end(settle: () => void): void {
    if (this.#over) return;
    this.#over = true;
    this.#request.limits.ended();
    this.#request.progress?.stop();
    settle();
  }

  giveUp(reason: unknown): void {
    this.#end(() => {
      this.#reject(reason);
      this.#scheduler.abandon(this.#tasks, true);
    });
  }
}

/** A part of the items, in the form that crosses fastest. A view of a typed array is a view: of shared memory, no copy. */
const cut = (items: ArrayLike<unknown>, start: number, stop: number): unknown => {
  if (!ArrayBuffer.isView(items)) return pack(items as unknown[], start, stop);
  const view = items as unknown as Float64Array;
  return view.buffer instanceof ArrayBuffer ? view.slice(start, stop) : view.subarray(start, stop);
};

/** The error with its `index`; wrapped where it cannot have properties. */
const withIndex = (error: unknown, index: number): unknown => {
  if (error instanceof Error && Object.isExtensible(error)) return Object.assign(error, { index });
  return Object.assign(new Error(`item ${index} failed: ${String(error)}`, { cause: error }), { index });
};
