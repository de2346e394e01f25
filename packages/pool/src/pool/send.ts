// Puts a batch into a message: payloads encoded, functions that the worker does not know yet told, what cannot cross refused.

import { SerializationError } from "../errors.ts";
import { discard, encodeValue, explainUncloneable, type FunctionForm, type ValueForm } from "../portable/index.ts";
import { packFunction } from "../portable/send.ts";
import { begun } from "../wire/claims.ts";
import { mode, type RunMessage } from "../wire/messages.ts";
import type { Scheduler } from "./scheduler.ts";
import type { Task } from "./task.ts";
import type { WorkerHandle } from "./worker-handle.ts";

/** Sends `tasks` to `worker` in one message. A task whose payload or function cannot cross fails; the others go. */
export const sendBatch = (scheduler: Scheduler, worker: WorkerHandle, tasks: readonly Task[], solo: boolean): void => {
  const sent: Task[] = [];
  const payloads: ValueForm[] = [];
  const transfer: Transferable[] = [];
  const holding = new Map<number, ValueForm>();
  const functions = new Map<number, FunctionForm>();
  for (const task of tasks) {
    try {
      const { id, description } = task.fn;
      // What it captures may have been disposed since it was described.
      if (!worker.known.has(id) && !functions.has(id)) functions.set(id, packFunction(description));
      const value = task.payload();
      const form = encodeValue(value, pathOf(task));
      if (form !== value) holding.set(sent.length, form);
      sent.push(task);
      payloads.push(form);
      if (task.transfer !== undefined) transfer.push(...task.transfer);
    } catch (error) {
      scheduler.fail(task, error);
    }
  }
  if (sent.length === 0) {
    for (const form of functions.values()) discard(form);
    return;
  }
  const batch = worker.openBatch(sent, holding, solo);
  batch.functions = [...functions];
  const message: RunMessage = {
    kind: "run",
    batch: batch.number,
    slot: batch.slot,
    functions: batch.functions,
    forget: worker.forget,
    calls: sent.map((task) => task.fn.id * 4 + task.mode),
    payloads,
  };
  try {
    worker.thread.post(message, transfer);
  } catch (cause) {
    worker.forgetBatch(batch);
    const rest = refuseUncloneable(scheduler, sent, payloads, message.functions, cause);
    for (const form of holding.values()) discard(form);
    for (const [, form] of batch.functions) discard(form);
    if (rest.length > 0) sendBatch(scheduler, worker, rest, solo);
    return;
  }
  worker.forget = [];
  for (const task of sent) {
    task.worker = worker;
    worker.known.add(task.fn.id);
  }
};

/** Finds the payloads and functions that made the message fail; their tasks fail, the others are returned. */
const refuseUncloneable = (
  scheduler: Scheduler,
  tasks: readonly Task[],
  payloads: readonly ValueForm[],
  functions: readonly [number, FunctionForm][],
  cause: unknown,
): Task[] => {
  const bad = new Map<number, unknown>();
  for (const [id, form] of functions) {
    const problem = explainUncloneable(form.graph, "the function");
    if (problem !== undefined) bad.set(id, problem);
  }
  const rest = tasks.filter((task, index) => {
    const problem = bad.get(task.fn.id) ?? explainUncloneable(payloads[index], pathOf(task));
    if (problem === undefined) return true;
    scheduler.fail(task, problem);
    return false;
  });
  if (rest.length < tasks.length) return rest;
  // Each by itself can be cloned: what cannot be moved is in the transfer list, of a task that travels alone.
  for (const task of tasks) {
    scheduler.fail(
      task,
      new SerializationError(`Pool: the call cannot be sent: ${(cause as Error).message}`, { path: "transfer", cause }),
    );
  }
  return [];
};

/** What a payload is called in an error's path. */
const pathOf = (task: Task): string => {
  if (task.mode === mode.call) return "args[0]";
  return task.mode === mode.apply ? "args" : "items";
};

/** After a worker's death: lets go what its messages held in the heap, where it had not come to decode them. */
export const dropForms = (worker: WorkerHandle): void => {
  for (const batch of worker.batches.values()) {
    const count = begun(worker.claims, batch.slot);
    for (const [index, form] of batch.holding) if (index >= count) discard(form);
    const unread = count === 0 && worker.untaken(batch) > 0;
    if (unread) for (const [, form] of batch.functions) discard(form);
  }
};
