// Settles tasks with what a worker has reported.

import { decodeError, decodeValue, discard, discardError, prepareValue } from "../portable/index.ts";
import type { Failure, FromWorker } from "../wire/messages.ts";
import type { Scheduler } from "./scheduler.ts";
import { frames } from "./site.ts";
import type { Task } from "./task.ts";
import type { WorkerHandle } from "./worker-handle.ts";

type Done = Extract<FromWorker, { kind: "done" }>;

/** `message` answers for one of the worker's batches. */
export const answer = (scheduler: Scheduler, worker: WorkerHandle, message: Done): void => {
  const batch = worker.batches.get(message.batch)!;
  if (message.left) worker.batches.delete(message.batch); // first: what is settled now may have more for it
  const now = performance.now();
  for (const other of worker.batches.values()) other.heard = now;
  noteTimes(scheduler, worker, message, batch.tasks);
  const { tasks, values, failures } = message;
  for (let at = 0; at < tasks.length; at += 1) {
    const index = tasks[at]!;
    const task = batch.tasks[index];
    batch.tasks[index] = undefined;
    if (batch.holding.size > 0) batch.holding.delete(index);
    const value = values[at];
    const failure = failures.length > 0 ? failures.find((one) => one.at === at) : undefined;
    if (task === undefined || task.settled) {
      // It was given up meanwhile: nobody will have what its result holds in the heap.
      discard(value);
      if (failure !== undefined) discardError(failure.error);
      continue;
    }
    if (failure === undefined && typeof value !== "object") scheduler.succeed(task, value);
    else settleDecoded(scheduler, task, value, failure);
  }
};

/** Settles with what takes more than a glance to read. */
const settleDecoded = (scheduler: Scheduler, task: Task, form: unknown, failure: Failure | undefined): void =>
  whenDecoded(form, (value, fault) => {
    if (failure !== undefined) {
      // Below the worker's stack stands the place where the call was submitted.
      void decodeError(failure.error, frames(task.site)).then((error) =>
        scheduler.fail(task, error, failure.item, value),
      );
    } else if (fault !== undefined) scheduler.fail(task, fault.error);
    else scheduler.succeed(task, value);
  });

/** Decodes a value: at once, or after the modules of the classes in it are loaded. */
const whenDecoded = (form: unknown, use: (value: unknown, fault?: { error: unknown }) => void): void => {
  if (typeof form !== "object" || form === null) {
    use(form);
    return;
  }
  const decode = (): void => {
    let value: unknown;
    try {
      value = decodeValue(form);
    } catch (error) {
      use(undefined, { error });
      return;
    }
    use(value);
  };
  const loading = prepareValue(form);
  if (loading === undefined) decode();
  else loading.then(decode, (error) => use(undefined, { error }));
};

const noteTimes = (
  scheduler: Scheduler,
  worker: WorkerHandle,
  message: Done,
  tasks: readonly (Task | undefined)[],
): void => {
  worker.times.tasks += message.tasks.length;
  for (const [id, milliseconds, calls] of message.spent) {
    worker.times.work += milliseconds;
    scheduler.functions.measured(id, milliseconds, calls);
  }
  for (const [index, milliseconds] of message.slow) {
    const task = tasks[index];
    if (task !== undefined) scheduler.slowest.add({ name: task.fn.name, milliseconds, worker: worker.name });
  }
};
