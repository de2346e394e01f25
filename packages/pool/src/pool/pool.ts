// Pool: workers that run functions. Python's methods, each a few lines over the jobs that do the work.

import { cpuCount } from "#platform";
import { PoolStateError } from "../errors.ts";
import { threadContext } from "../threads/context.ts";
import { mode } from "../wire/messages.ts";
import { AsyncResult } from "./async-result.ts";
import { giveUpCall, submitCall } from "./call-job.ts";
import { checkCount, checkFunction, checkWorkers, describe } from "./checks.ts";
import { defaultChunksize } from "./chunks.ts";
import { submitImap } from "./imap-job.ts";
import { type Arguments, checkArguments, checkItems, checkTuples, collect, isList } from "./inputs.ts";
import { CallLimits, checkLimits } from "./limits.ts";
import { submitMap } from "./map-job.ts";
import type {
  ApplyAsyncOptions,
  CallOptions,
  ImapOptions,
  MapAsyncOptions,
  MapOptions,
  PoolOptions,
} from "./options.ts";
import { ProgressReporter } from "./progress.ts";
import type { ResultIterator } from "./result-iterator.ts";
import { Scheduler } from "./scheduler.ts";
import { type Site, Sites } from "./site.ts";
import type { PoolStats } from "./stats.ts";
import type { Task } from "./task.ts";
import type { AnyCall, Items } from "./types.ts";
import { planWorkers } from "./worker-plan.ts";

/**
 * Workers that run functions.
 *
 * A function may be any: an arrow, one of another module, one with captured variables. How functions travel, and what
 * cannot, is told in the README. Arguments and results are copied, except what lives in shared memory, which is shared.
 * What a call is given is read when it is sent: at once or later. A caller who blocks its thread (`Event.wait`) should wait
 * for its first call only, made while a worker is free: a blocked thread sends nothing more.
 *
 * @example
 * await using pool = new Pool();
 * await pool.map((x: number) => x * x, [1, 2, 3]); // => [1, 4, 9]
 */
export class Pool implements AsyncDisposable {
  readonly #scheduler: Scheduler;
  readonly #sites = new Sites();
  #turnEnds = false;

  /**
   * Starts the workers.
   *
   * @param processes Number of workers, from 1 to 1024. @default cpuCount(); 1 inside a worker
   * @throws RangeError for `processes` out of range, `maxTasksPerChild` below 1, or either not whole; TypeError for an initializer or
   *   finalizer that is no function; PoolStateError at the top level of a module that a worker imports.
   */
  constructor(processes?: number, options: PoolOptions = {}) {
    refuseInImport();
    const workers =
      processes === undefined ? (threadContext() ? 1 : cpuCount()) : checkWorkers("Pool", "processes", processes);
    const { maxTasksPerChild, initializer, finalizer } = options;
    if (maxTasksPerChild !== undefined) checkCount("Pool", "maxTasksPerChild", maxTasksPerChild);
    if (initializer !== undefined) checkFunction("Pool", "initializer", initializer);
    if (finalizer !== undefined) checkFunction("Pool", "finalizer", finalizer);
    this.#scheduler = new Scheduler(planWorkers(workers, options));
  }

  /**
   * Calls `fn(...args)` on a worker.
   *
   * @returns What it returns, or rejects with what it throws; an async function is awaited in the worker.
   * @example
   * await pool.apply((a: number, b: number) => a + b, [1, 2]); // => 3
   */
  apply<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...[args, options]: Arguments<A, CallOptions>
  ): Promise<Awaited<R>> {
    return new Promise((resolve, reject) => {
      this.#open("Pool.apply", fn);
      const list = checkArguments("Pool.apply", args);
      const site = this.#site(fn, this.apply);
      const settle = resolve as (value: unknown) => void;
      submitCall(this.#scheduler, { where: "Pool.apply", fn, args: list, options, site, resolve: settle, reject });
    });
  }

  /**
   * Calls `fn(...args)` on a worker, and returns a handle at once.
   *
   * @throws PoolStateError, TypeError, RangeError at once; what `fn` throws arrives through the handle.
   * @example
   * const sum = pool.applyAsync((a: number, b: number) => a + b, [1, 2]);
   * await sum.get(1000); // => 3
   */
  applyAsync<A extends unknown[], R>(
    fn: (...args: A) => R,
    ...[args, options]: Arguments<A, ApplyAsyncOptions<Awaited<R>>>
  ): AsyncResult<Awaited<R>> {
    this.#open("Pool.applyAsync", fn);
    const list = checkArguments("Pool.applyAsync", args);
    checkLimits("Pool.applyAsync", options ?? {});
    let task: Task | undefined;
    const site = this.#site(fn, this.applyAsync);
    const promise = new Promise<Awaited<R>>((resolve, reject) => {
      const settle = resolve as (value: unknown) => void;
      const call = { where: "Pool.applyAsync", fn, args: list, options, site, resolve: settle, reject };
      task = submitCall(this.#scheduler, call);
    });
    return new AsyncResult(promise, (reason) => task && giveUpCall(this.#scheduler, task, reason), options);
  }

  /**
   * Calls `fn(item)` for every item, on all workers.
   *
   * @returns The results, in the order of the items. When calls fail it rejects, after every chunk has ended, as
   *   `errorPolicy` says. A failed item skips the rest of its own chunk.
   * @example
   * await pool.map((x: number) => x + 1, [1, 2, 3]); // => [2, 3, 4]
   */
  async map<T, R>(fn: (item: T) => R, items: Items<T>, options: MapOptions = {}): Promise<Awaited<R>[]> {
    const site = this.#site(fn, this.map);
    return (await this.#map("Pool.map", fn, items, options, mode.map, site)).promise as Promise<Awaited<R>[]>;
  }

  /** As {@link Pool.map}, with a handle at once. */
  mapAsync<T, R>(
    fn: (item: T) => R,
    items: Items<T>,
    options: MapAsyncOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>[]> {
    return this.#mapAsync("Pool.mapAsync", fn, items, options, mode.map, this.#site(fn, this.mapAsync));
  }

  /**
   * Calls `fn(...tuple)` for every tuple, on all workers.
   *
   * @returns The results, in order; rejects as {@link Pool.map} does.
   * @example
   * await pool.starmap((a: number, b: number) => a * b, [[2, 3], [4, 5]]); // => [6, 20]
   */
  async starmap<A extends readonly unknown[], R>(
    fn: (...args: A) => R,
    tuples: Items<A>,
    options: MapOptions = {},
  ): Promise<Awaited<R>[]> {
    const site = this.#site(fn, this.starmap);
    return (await this.#map("Pool.starmap", fn as AnyCall, tuples, options, mode.starmap, site)).promise as Promise<
      Awaited<R>[]
    >;
  }

  /** As {@link Pool.starmap}, with a handle at once. */
  starmapAsync<A extends readonly unknown[], R>(
    fn: (...args: A) => R,
    tuples: Items<A>,
    options: MapAsyncOptions<Awaited<R>> = {},
  ): AsyncResult<Awaited<R>[]> {
    const site = this.#site(fn, this.starmapAsync);
    return this.#mapAsync("Pool.starmapAsync", fn as AnyCall, tuples, options, mode.starmap, site);
  }

  /**
   * Calls `fn(item)` for every item, and gives the results in order, each as soon as it and those before it are there.
   * Takes from the input only `buffersize` items ahead of what was consumed, so the input may be endless. Leaving the loop
   * cancels the rest.
   *
   * @example
   * for await (const square of pool.imap((x: number) => x * x, [1, 2, 3])) console.log(square); // => 1 4 9
   */
  imap<T, R>(fn: (item: T) => R, items: Items<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#imap("Pool.imap", fn, items, options, true, this.#site(fn, this.imap));
  }

  /**
   * As {@link Pool.imap}, but gives results in the order in which they arrive.
   *
   * @example
   * for await (const square of pool.imapUnordered((x: number) => x * x, [1, 2, 3])) console.log(square); // => 4 1 9, say
   */
  imapUnordered<T, R>(fn: (item: T) => R, items: Items<T>, options: ImapOptions = {}): ResultIterator<Awaited<R>> {
    return this.#imap("Pool.imapUnordered", fn, items, options, false, this.#site(fn, this.imapUnordered));
  }

  /** Where workers' time went, what waits, and the five slowest tasks. */
  stats(): PoolStats {
    return {
      workers: this.#scheduler.workerStats(),
      queued: this.#scheduler.queued,
      slowest: this.#scheduler.slowestTasks(),
    };
  }

  /** Takes no more calls. Those made run on; then the finalizers run, and the workers end. */
  close(): void {
    this.#scheduler.close();
  }

  /**
   * Waits until every worker has ended.
   *
   * @throws PoolStateError before `close()` or `terminate()`.
   */
  async join(): Promise<void> {
    if (this.#scheduler.state === "running") {
      throw new PoolStateError("Pool.join: the pool takes calls still; close() or terminate() it first");
    }
    await this.#scheduler.ended;
  }

  /** Stops every worker now; calls that have not ended reject with PoolStateError. Resolves when the workers are gone. */
  async terminate(): Promise<void> {
    this.#scheduler.stop(
      (task) =>
        new PoolStateError(
          `Pool: terminated${task === undefined ? "" : ` before ${task.fn.name} had ended`}; await what you need before ` +
            "terminate() or the end of its `await using` block",
        ),
    );
    await this.#scheduler.ended;
  }

  /** `await using` terminates, as Python's `with` does. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.terminate();
  }

  #open(where: string, fn: unknown): void {
    checkFunction(where, "fn", fn);
    const refusal = this.#scheduler.refusal(where);
    if (refusal !== undefined) throw refusal;
  }

  #site(fn: unknown, above: (...args: never[]) => unknown): Site {
    if (!this.#turnEnds) {
      this.#turnEnds = true;
      queueMicrotask(() => {
        this.#turnEnds = false;
        this.#sites.nextTurn();
      });
    }
    return this.#sites.of(fn, above);
  }

  /** Collects the items, and submits; the promise is wrapped, or awaiting this would await the results. */
  async #map(
    where: string,
    fn: AnyCall,
    items: Items<unknown>,
    options: MapOptions,
    how: typeof mode.map | typeof mode.starmap,
    site: Site,
    onSubmit?: (giveUp: (reason: unknown) => void) => void,
  ): Promise<{ promise: Promise<unknown[]> }> {
    this.#open(where, fn);
    const { chunksize, errorPolicy = "first" } = options;
    if (chunksize !== undefined) checkCount(where, "chunksize", chunksize);
    if (errorPolicy !== "first" && errorPolicy !== "all") {
      throw new TypeError(`${where}: errorPolicy must be "first" or "all", got ${describe(errorPolicy)}`);
    }
    const limits = new CallLimits(where, options);
    checkItems(where, items);
    const list = isList(items) ? items : await collect(items);
    if (how === mode.starmap) checkTuples(where, list);
    this.#open(where, fn); // collecting may have taken until after close()
    const [promise, giveUp] = submitMap(this.#scheduler, {
      fn,
      mode: how,
      items: list,
      chunksize: chunksize ?? defaultChunksize(list.length, this.#scheduler.size),
      errorPolicy,
      limits,
      site,
      progress: ProgressReporter.from(options, list.length, fn.name),
    });
    onSubmit?.(giveUp);
    return { promise };
  }

  #mapAsync<R>(
    where: string,
    fn: AnyCall,
    items: Items<unknown>,
    options: MapAsyncOptions<R>,
    how: typeof mode.map | typeof mode.starmap,
    site: Site,
  ): AsyncResult<R[]> {
    this.#open(where, fn);
    if (options.chunksize !== undefined) checkCount(where, "chunksize", options.chunksize);
    checkLimits(where, options);
    let cancelled: { reason: unknown } | undefined;
    let cancel = (reason: unknown): void => {
      cancelled = { reason };
    };
    const submitted = this.#map(where, fn, items, options, how, site, (giveUp) => {
      cancel = giveUp;
      if (cancelled !== undefined) giveUp(cancelled.reason);
    });
    const promise = submitted.then(({ promise }) => promise) as Promise<R[]>;
    return new AsyncResult(promise, (reason) => cancel(reason), options);
  }

  #imap<R>(
    where: string,
    fn: AnyCall,
    items: Items<unknown>,
    options: ImapOptions,
    ordered: boolean,
    site: Site,
  ): ResultIterator<R> {
    this.#open(where, fn);
    const chunksize = options.chunksize === undefined ? 1 : checkCount(where, "chunksize", options.chunksize);
    const buffersize =
      options.buffersize === undefined
        ? 2 * this.#scheduler.size * chunksize
        : checkCount(where, "buffersize", options.buffersize);
    checkItems(where, items);
    return submitImap<R>(this.#scheduler, {
      fn,
      input: items,
      ordered,
      chunksize,
      buffersize,
      limits: new CallLimits(where, options),
      site,
      progress: ProgressReporter.from(options, 0, fn.name),
    });
  }
}

/** An entry script that a worker imports would make a pool in each worker, and those in theirs. */
const refuseInImport = (): void => {
  const context = threadContext();
  if (context === undefined || context.importing === 0 || context.signal !== undefined) return;
  throw new PoolStateError(
    `Pool: ${context.name} imports a module that makes a pool at its top level; make it in a function, or in the entry ` +
      "script only",
  );
};
