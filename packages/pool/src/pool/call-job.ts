// One call: `apply` and `applyAsync`.

import { mode } from "../wire/messages.ts";
import type { FunctionEntry } from "./functions.ts";
import { CallLimits } from "./limits.ts";
import type { CallOptions } from "./options.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Site } from "./site.ts";
import type { Task, TaskSink } from "./task.ts";
import type { AnyCall } from "./types.ts";

/** A call in the queue: the task, and what settles its promise. */
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
  readonly #settled: Settled;
  readonly #limits: CallLimits | undefined;

  constructor(fn: FunctionEntry, args: readonly unknown[], settled: Settled, site: Site, options: Limited) {
    this.fn = fn;
    this.mode = args.length === 1 ? mode.call : mode.apply;
    this.site = site;
    this.transfer = options.transfer;
    this.solo = options.transfer !== undefined || options.limits !== undefined;
    this.#args = args;
    this.#settled = settled;
    this.#limits = options.limits;
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
    this.#settled.resolve(value);
  }

  failed(error: unknown): void {
    this.#limits?.ended();
    this.#settled.reject(error);
  }
}

interface Settled {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

interface Limited {
  transfer: readonly Transferable[] | undefined;
  limits: CallLimits | undefined;
}

/** Submits one call; returns how to give it up. */
export const submitCall = (
  scheduler: Scheduler,
  where: string,
  fn: AnyCall,
  args: readonly unknown[],
  options: CallOptions,
  site: Site,
  settled: Settled,
): ((reason: unknown) => void) => {
  const watched = new CallLimits(where, options);
  const limits = watched.any ? watched : undefined;
  const transfer = options.transfer !== undefined && options.transfer.length > 0 ? options.transfer : undefined;
  const task = new CallTask(scheduler.functions.describe(fn, "apply"), args, settled, site, { transfer, limits });
  scheduler.queue(task);
  const giveUp = (reason: unknown): void => {
    if (task.settled) return;
    limits?.ended();
    settled.reject(reason);
    scheduler.abandon([task], true);
  };
  limits?.watch(giveUp);
  return giveUp;
};
