// From a function to tasks in the queue: the function is made ready to travel, and calls keep the order they were made in.

import { describeFunction, type FunctionForm } from "../portable/send.ts";
import type { FunctionEntry } from "./functions.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Task } from "./task.ts";
import type { AnyCall } from "./types.ts";

/** What is to be done with a function once it can travel. */
export interface Submission {
  /** Makes the tasks, as many as were announced. */
  tasks(fn: FunctionEntry): Iterable<Task>;
  /** The function cannot travel. */
  refused(error: unknown): void;
}

export class Submitter {
  readonly #scheduler: Scheduler;
  /** The last call that waits for its function; later ones line up behind it. */
  #last: Promise<void> | undefined;

  constructor(scheduler: Scheduler) {
    this.#scheduler = scheduler;
  }

  /** Submits `count` tasks of `fn`. */
  submit(fn: AnyCall, count: number, submission: Submission): void {
    this.#scheduler.expect(count);
    let form: FunctionForm | Promise<FunctionForm>;
    try {
      form = describeFunction(fn);
    } catch (error) {
      form = Promise.reject(error);
    }
    if (this.#last === undefined && !(form instanceof Promise)) {
      this.#queue(fn, form, submission);
      return;
    }
    const ready = Promise.resolve(form);
    const turn = Promise.allSettled([this.#last, ready]).then(([, described]) => {
      if (this.#last === turn) this.#last = undefined;
      if (described.status === "fulfilled") this.#queue(fn, described.value, submission);
      else {
        submission.refused(described.reason);
        this.#scheduler.dropped(count);
      }
    });
    this.#last = turn;
  }

  #queue(fn: AnyCall, form: FunctionForm, submission: Submission): void {
    const entry = this.#scheduler.functions.entry(form, fn.name);
    for (const task of submission.tasks(entry)) this.#scheduler.queue(task);
  }
}
