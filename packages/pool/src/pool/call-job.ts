// One call: `apply` and `applyAsync`.

import { mode } from "../wire/messages.ts";
import type { FunctionEntry } from "./functions.ts";
import { CallLimits } from "./limits.ts";
import type { CallOptions } from "./options.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Site } from "./site.ts";
import type { Task, TaskSink } from "./task.ts";
import type { AnyCall } from "./types.ts";

/** A call in the queue: the task, and what settles its promise. One object, as there may be a million of them. */
class CallTask implements Task, TaskSink {
  readonly fn: FunctionEntry;
  readonly mode: Task["mode"];
  readonly size = 1;
  readonly site: Site;
  readonly transfer: readonly Transferable[] | undefined;
  readonly solo: boolean;
  settled = false;
  worker: Task["worker"] = undefined;
  readonly #args: readonly unknown[];
  readonly #limits: CallLimits | undefined;
  readonly #resolve: (value: unknown) => void;
  readonly #reject: (error: unknown) => void;

  constructor(call: Call, fn: FunctionEntry, limits: CallLimits | undefined) {
    const { args, options, site, resolve, reject } = call;
    const transfer = options?.transfer;
    this.fn = fn;
    this.mode = args.length === 1 ? mode.call : mode.apply;
    this.site = site;
    this.transfer = transfer !== undefined && transfer.length > 0 ? transfer : undefined;
    this.solo = this.transfer !== undefined || limits !== undefined;
    this.#args = args;
    this.#limits = limits;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  get sink(): TaskSink {
    return this;
  }

  payload(): unknown {
    return this.mode === mode.call ? this.#args[0] : this.#args;
  }

  began(): void {
    this.#limits?.began();
  }

  done(value: unknown): void {
    this.#limits?.ended();
    this.#resolve(value);
  }

  failed(error: unknown): void {
    this.#limits?.ended();
    this.#reject(error);
  }
}

/** One call, as the pool's methods have it. */
interface Call {
  /** The method, for messages. */
  readonly where: string;
  readonly fn: AnyCall;
  readonly args: readonly unknown[];
  readonly options: CallOptions | undefined;
  readonly site: Site;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Submits one call. */
export const submitCall = (scheduler: Scheduler, call: Call): Task => {
  const { where, fn, options } = call;
  const limited = options?.signal !== undefined || options?.timeout !== undefined;
  const limits = limited ? new CallLimits(where, options) : undefined;
  const task = new CallTask(call, scheduler.functions.describe(fn, "apply"), limits);
  scheduler.queue(task);
  limits?.watch((reason) => giveUpCall(scheduler, task, reason));
  scheduler.hurry(true);
  return task;
};

/** Rejects a call that has not ended, and stops it. */
export const giveUpCall = (scheduler: Scheduler, task: Task, reason: unknown): void => {
  if (task.settled) return;
  task.sink.failed(reason, 0, []);
  scheduler.abandon([task], true);
};
