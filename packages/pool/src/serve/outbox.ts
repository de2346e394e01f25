// A worker's results on their way home: those of many short tasks in one message, that of a long one at once.

import { parentPort } from "#platform";
import { discard, encodeError, encodeResult, explainUncloneable, type ValueForm } from "../portable/index.ts";
import type { Failure, FromWorker } from "../wire/messages.ts";
import { pack } from "../wire/pack.ts";
import type { ChunkOutcome } from "./call.ts";

/** Results wait for others at most this long. */
const patience = 1;

/** A task that takes longer than this is reported by itself: then a death can only take short ones with it. */
export const shortTask = 0.1;

const keptSlow = 5;

type Failed = Omit<Failure, "at">;
type Done = Extract<FromWorker, { kind: "done" }>;

export class Outbox {
  #message: Done | undefined;
  #transfer: Transferable[] = [];
  #posted = performance.now();
  /** Durations of the slowest tasks of this worker so far; what is faster is not worth reporting. */
  readonly #slowest: number[] = [];

  #open(batch: number): Done {
    if (this.#message !== undefined && this.#message.batch !== batch) this.flush();
    this.#message ??= { kind: "done", batch, left: false, tasks: [], values: [], failures: [], spent: [], slow: [] };
    return this.#message;
  }

  /** A promise where what it takes to send the value has to be loaded first. */
  returned(batch: number, task: number, value: unknown): undefined | Promise<void> {
    // Nearly every result of a short task is one of these.
    if (typeof value === "number" || typeof value === "string" || value === undefined) {
      this.#add(batch, task, value);
      return undefined;
    }
    return this.#encode(batch, task, value);
  }

  threw(batch: number, task: number, error: unknown): void {
    this.#add(batch, task, undefined, { item: 0, error: encodeError(error) });
  }

  /** The outcome of a chunk: what its calls returned up to the failing one, if one failed. */
  chunk(batch: number, task: number, { values, failure }: ChunkOutcome): undefined | Promise<void> {
    const failed = failure && { item: values.length, error: encodeError(failure.error) };
    const packed = pack(values);
    if (!(packed instanceof Float64Array)) return this.#encode(batch, task, packed, failed);
    this.#add(batch, task, packed, failed);
    this.#transfer.push(packed.buffer as ArrayBuffer);
    return undefined;
  }

  #encode(batch: number, task: number, value: unknown, failed?: Failed): undefined | Promise<void> {
    try {
      const form = encodeResult(value, "the result");
      if (!(form instanceof Promise)) {
        this.#add(batch, task, form, failed);
        return undefined;
      }
      return form.then(
        (ready) => this.#add(batch, task, ready, failed),
        (error) => this.threw(batch, task, error),
      );
    } catch (error) {
      this.threw(batch, task, error);
      return undefined;
    }
  }

  #add(batch: number, task: number, form: ValueForm, failed?: Failed): void {
    const message = this.#open(batch);
    if (failed !== undefined) message.failures.push({ at: message.tasks.length, ...failed });
    message.tasks.push(task);
    message.values.push(form);
  }

  /** Takes note of how long a task took: `calls` calls of the function. */
  spent(batch: number, task: number, fn: number, milliseconds: number, calls: number): void {
    const message = this.#open(batch);
    const last = message.spent.at(-1);
    if (last !== undefined && last[0] === fn) {
      last[1] += milliseconds;
      last[2] += calls;
    } else message.spent.push([fn, milliseconds, calls]);
    if (this.#slowest.length < keptSlow || milliseconds > this.#slowest[0]!) {
      this.#slowest.push(milliseconds);
      this.#slowest.sort((a, b) => a - b);
      if (this.#slowest.length > keptSlow) this.#slowest.shift();
      message.slow.push([task, milliseconds]);
    }
  }

  /** Between two tasks: sends the result of a long one at once, and those that have waited long enough. */
  flushLong(milliseconds: number, now: number): void {
    if (milliseconds > shortTask || now - this.#posted > patience) this.flush();
  }

  /** The batch has nothing left for this worker. */
  left(batch: number): void {
    this.#open(batch).left = true;
    this.flush();
  }

  /** Sends what there is. */
  flush(): void {
    const message = this.#message;
    if (message === undefined) return;
    const transfer = this.#transfer;
    this.#message = undefined;
    this.#transfer = [];
    this.#posted = performance.now();
    try {
      parentPort.post(message, transfer);
    } catch {
      // One value of them cannot be cloned: find it, and send the others.
      parentPort.post(withoutUncloneable(message), transfer.filter(isAttached));
    }
  }
}

const isAttached = (item: Transferable): boolean => !(item instanceof ArrayBuffer && item.detached);

const withoutUncloneable = (message: Done): Done => {
  message.values.forEach((form, at) => {
    const problem = explainUncloneable(form, "the result");
    if (problem === undefined) return;
    discard(form);
    message.values[at] = undefined;
    // A chunk with a failed call fails with that call's error still.
    if (message.failures.some((failure) => failure.at === at)) return;
    message.failures.push({ at, item: 0, error: encodeError(problem) });
  });
  return message;
};
