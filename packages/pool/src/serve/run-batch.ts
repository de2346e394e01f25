// Runs the tasks of a batch in order, each as soon as it is claimed; in one go as long as nothing is asynchronous.

import { decodeValue, discard, prepareValue } from "../portable/index.ts";
import { threadContext, whileImporting } from "../threads/context.ts";
import { take, untaken } from "../wire/claims.ts";
import { type Mode, mode, type RunMessage } from "../wire/messages.ts";
import { type ChunkOutcome, callEach, callOnce, isPromise } from "./call.ts";
import type { KnownFunction, KnownFunctions } from "./functions.ts";
import { type Outbox, shortTask } from "./outbox.ts";

/** Tasks that were given up; and how to tell the one that is running. */
export class Cancellations {
  readonly #context = threadContext()!;
  /** As `batch:task`. */
  readonly #asked = new Set<string>();
  #batch = 0;
  #task = -1;
  #abort: AbortController | undefined;

  ask(batch: number, task: number): void {
    if (batch === this.#batch && task === this.#task) this.#controller().abort();
    else this.#asked.add(`${batch}:${task}`);
  }

  /** Whether the task was given up before it began. */
  skip(batch: number, task: number): boolean {
    return this.#asked.size > 0 && this.#asked.delete(`${batch}:${task}`);
  }

  /** The batch is over: requests for what has ended meanwhile are void. */
  clear(): void {
    this.#asked.clear();
  }

  /** Makes the task what `currentTask()` tells of. */
  enter(batch: number, task: number): void {
    this.#batch = batch;
    this.#task = task;
    this.#context.signal = this.#signal;
  }

  leave(): void {
    this.#task = -1;
    this.#abort = undefined;
    this.#context.signal = undefined;
  }

  /** Made when it is asked for: most tasks never do. */
  readonly #signal = (): AbortSignal => this.#controller().signal;

  #controller(): AbortController {
    this.#abort ??= new AbortController();
    return this.#abort;
  }
}

/** Resolves, or returns, when the worker has left the batch. Never rejects: what fails is reported with its task. */
export class BatchRun {
  readonly #message: RunMessage;
  readonly #claims: Int32Array;
  readonly #functions: KnownFunctions;
  readonly #outbox: Outbox;
  readonly #cancellations: Cancellations;
  readonly #seen: Uint8Array;

  constructor(
    message: RunMessage,
    claims: Int32Array,
    functions: KnownFunctions,
    outbox: Outbox,
    cancellations: Cancellations,
  ) {
    this.#message = message;
    this.#claims = claims;
    this.#functions = functions;
    this.#outbox = outbox;
    this.#cancellations = cancellations;
    this.#seen = new Uint8Array(message.calls.length);
  }

  run(): undefined | Promise<void> {
    const { batch, slot, calls } = this.#message;
    for (let task = take(this.#claims, slot); task >= 0; task = take(this.#claims, slot)) {
      this.#seen[task] = 1;
      if (this.#cancellations.skip(batch, task)) {
        this.#drop(task);
        this.#outbox.returned(batch, task, undefined);
        continue;
      }
      const call = calls[task]!;
      const known = this.#functions.get(Math.floor(call / 4));
      // A task of unknown length, perhaps the last thing this worker does: what is finished goes home first.
      if (!known.short) this.#outbox.flush();
      const pending = this.#begin(task, known, (call % 4) as Mode);
      if (pending !== undefined) return pending.then(() => this.run());
    }
    // What the parent has taken back is sent again, elsewhere; this copy is nobody's.
    for (let task = 0; task < calls.length; task += 1) if (this.#seen[task] === 0) this.#drop(task);
    this.#cancellations.clear();
    this.#outbox.left(batch);
    return undefined;
  }

  #drop(task: number): void {
    const payload = this.#message.payloads[task];
    if (typeof payload === "object" && payload !== null) discard(payload);
  }

  /** Runs one task; a promise if it has to be waited for. */
  #begin(task: number, known: KnownFunction, how: Mode): undefined | Promise<void> {
    const payload = this.#message.payloads[task];
    const loading = known.loading ?? (typeof payload === "object" ? prepareValue(payload) : undefined);
    if (loading !== undefined) return this.#afterLoading(task, known, how, loading);
    return this.#call(task, known, how);
  }

  async #afterLoading(task: number, known: KnownFunction, how: Mode, loading: Promise<void>): Promise<void> {
    try {
      await loading;
      const preparation = prepareValue(this.#message.payloads[task]);
      if (preparation !== undefined) await whileImporting(() => preparation);
    } catch (error) {
      this.#outbox.threw(this.#message.batch, task, error);
      return;
    }
    await this.#call(task, known, how);
  }

  #call(task: number, known: KnownFunction, how: Mode): undefined | Promise<void> {
    const { batch, payloads } = this.#message;
    if (known.failure !== undefined) {
      this.#drop(task);
      this.#outbox.threw(batch, task, known.failure.error);
      return undefined;
    }
    const began = performance.now();
    this.#cancellations.enter(batch, task);
    try {
      const form = payloads[task];
      const payload = typeof form === "object" ? decodeValue(form) : form;
      payloads[task] = undefined;
      if (how === mode.call || how === mode.apply) {
        const value = callOnce(known.fn!, how, payload);
        if (isPromise(value)) return this.#awaitValue(task, known, value, began);
        const sending = this.#outbox.returned(batch, task, value);
        if (sending !== undefined) return sending.then(() => this.#ended(task, known, began, 1));
      } else {
        const outcome = callEach(known.fn!, how, payload as ArrayLike<unknown>);
        if (isPromise(outcome)) return this.#awaitChunk(task, known, outcome as Promise<ChunkOutcome>, began);
        const sending = this.#outbox.chunk(batch, task, outcome);
        if (sending !== undefined) return sending.then(() => this.#ended(task, known, began, outcome.values.length));
        this.#ended(task, known, began, outcome.values.length);
        return undefined;
      }
    } catch (error) {
      this.#outbox.threw(batch, task, error);
    }
    this.#ended(task, known, began, 1);
    return undefined;
  }

  async #awaitValue(task: number, known: KnownFunction, value: PromiseLike<unknown>, began: number): Promise<void> {
    try {
      await this.#outbox.returned(this.#message.batch, task, await value);
    } catch (error) {
      this.#outbox.threw(this.#message.batch, task, error);
    }
    this.#ended(task, known, began, 1);
  }

  async #awaitChunk(task: number, known: KnownFunction, outcome: Promise<ChunkOutcome>, began: number): Promise<void> {
    const chunk = await outcome;
    await this.#outbox.chunk(this.#message.batch, task, chunk);
    this.#ended(task, known, began, chunk.values.length);
  }

  #ended(task: number, known: KnownFunction, began: number, calls: number): void {
    this.#cancellations.leave();
    const now = performance.now();
    const milliseconds = now - began;
    known.short = milliseconds < shortTask;
    const fn = Math.floor(this.#message.calls[task]! / 4);
    this.#outbox.spent(this.#message.batch, task, fn, milliseconds, Math.max(1, calls));
    // With its last result a batch is left, in the same message: whoever awaits it finds the worker free.
    if (untaken(this.#claims, this.#message.slot) > 0) this.#outbox.flushLong(milliseconds, now);
  }
}
