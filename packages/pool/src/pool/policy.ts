// Which worker gets which tasks.

import { batchLimit } from "../wire/claims.ts";
import type { Deque } from "./deque.ts";
import { expected, type Task } from "./task.ts";
import type { Batch, WorkerHandle } from "./worker-handle.ts";

/*
 * The cost model. A message between threads costs about 10 µs on each side and 40–90 µs until it is read, whatever is in
 * it; a task in a message costs well under 1 µs. So:
 *
 * - Tasks go out in batches of about `batchMilliseconds` of work, by the measured time of their function. A function that
 *   was never measured is given one task at a time.
 * - While a worker runs one batch of short tasks, a second one waits in its mailbox (`aheadMilliseconds`): the 90 µs pass
 *   while it works. Longer tasks do not gain from that, and are not sent ahead.
 * - What waits in a mailbox is not bound to its worker: as long as a task has not begun it can be taken back, even from a
 *   worker deep in a synchronous call (see `wire/claims.ts`). An idle worker is given the half of what another has not
 *   begun, and tasks that were sent long ago go before any that were submitted later. So a long task holds up nothing.
 * - Free workers are given calls as they are made, as the caller may block, or work, before it returns to the event loop;
 *   of known short ones the first alone: the others would each cost a message, and travel together a little later.
 * - A task that may be cancelled, or whose payload cannot be sent twice, travels alone, to a worker that is free.
 */
const batchMilliseconds = 2;
const aheadMilliseconds = 5;
const stealMilliseconds = 0.2;
const shortMilliseconds = 0.2;
const staleMilliseconds = 5;
/** What was sent a moment ago may not have been read yet. */
const settleMilliseconds = 1;

/** The worker that the next task should go to: a free one, else one whose short batch a second may follow. */
export const pickWorker = (workers: readonly WorkerHandle[], head: Task): WorkerHandle | undefined => {
  let best: WorkerHandle | undefined;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const worker of workers) {
    const cost = costOf(worker, head);
    if (cost < bestCost) {
      best = worker;
      bestCost = cost;
    }
  }
  return best;
};

const never = Number.POSITIVE_INFINITY;

/** Lower is better: a free worker, one that is starting, then by the work already on its way. */
const costOf = (worker: WorkerHandle, head: Task): number => {
  if (!worker.mayTake) return never;
  const ready = worker.status === "ready";
  if (worker.idle) return ready ? 0 : head.solo ? never : 1;
  if (!ready || worker.batches.size > 1 || worker.solo) return never;
  if (head.solo || expected(head) > aheadMilliseconds || worker.backlog > aheadMilliseconds) return never;
  return 2 + worker.backlog;
};

/** Whether a message of its own would cost as much as the task. */
export const isShort = (task: Task): boolean => expected(task) < shortMilliseconds;

/** Takes a batch for `worker` from the front of the queue: short tasks until there is work enough, or one task. */
export const fill = (queue: Deque<Task>, worker: WorkerHandle, free: number): Task[] => {
  const most = Math.min(batchLimit, worker.remaining, Math.ceil(queue.length / Math.max(1, free)));
  const tasks: Task[] = [];
  let milliseconds = 0;
  while (tasks.length < most) {
    const task = queue.peek();
    if (task === undefined) break;
    if (task.settled) {
      queue.shift();
      continue;
    }
    const cost = expected(task);
    if (tasks.length > 0 && (task.solo || milliseconds + cost > batchMilliseconds)) break;
    queue.shift();
    tasks.push(task);
    milliseconds += cost;
    if (task.solo || milliseconds >= batchMilliseconds) break;
  }
  return tasks;
};

/** What an idle worker may take over from the others: half of what the most loaded of them has not begun. */
export const steal = (workers: readonly WorkerHandle[], thief: WorkerHandle, now: number): Task[] => {
  let victim: { worker: WorkerHandle; batch: Batch; count: number } | undefined;
  let most = 0;
  for (const worker of workers) {
    // A worker that runs nothing is reading what it was sent. A large payload takes long to read, and taken away unread it
    // would be sent to and fro; so only what waits behind a task is taken, or behind a start.
    if (worker === thief || (worker.status !== "starting" && !worker.running)) continue;
    for (const batch of worker.batches.values()) {
      const count = now - batch.heard < settleMilliseconds ? 0 : worker.untaken(batch);
      if (count === 0) continue;
      const milliseconds = (batch.expected * count) / Math.max(1, batch.tasks.length);
      // Short work is done before it could arrive elsewhere; unless the task before it takes longer than expected.
      if (milliseconds < stealMilliseconds && now - batch.heard < staleMilliseconds) continue;
      if (milliseconds < most) continue;
      most = milliseconds;
      victim = { worker, batch, count };
    }
  }
  return victim === undefined ? [] : victim.worker.takeBack(victim.batch, Math.ceil(victim.count / 2));
};

/** Tasks that wait behind one which takes longer than expected: they are older than anything in the queue. */
export const takeBackStale = (workers: readonly WorkerHandle[], now: number): Task[] => {
  const tasks: Task[] = [];
  for (const worker of workers) {
    if (worker.status === "starting" || !worker.running) continue; // it will take them as soon as it can
    // The last batch first: the worker must not come to it while tasks of one before it are here.
    const taken: Task[] = [];
    for (const batch of [...worker.batches.values()].reverse()) {
      if (now - batch.heard < staleMilliseconds) break;
      const count = worker.untaken(batch);
      if (count > 0) taken.unshift(...worker.takeBack(batch, count));
    }
    tasks.push(...taken);
  }
  return tasks;
};

/** Takes back what `worker` has not begun of the tasks from `index` of `batch` on; all of it, or the order would suffer. */
export const takeBackFrom = (worker: WorkerHandle, batch: Batch, index: number): Task[] => {
  const taken: Task[] = [];
  for (const other of [...worker.batches.values()].reverse()) {
    const from = other === batch ? index : 0;
    taken.unshift(...worker.takeBack(other, other.tasks.length - from));
    if (other === batch) break;
  }
  return taken;
};

/** Whether something may be stuck: a worker that runs has tasks that it has not begun. */
export const anyUntaken = (workers: readonly WorkerHandle[]): boolean => {
  for (const worker of workers) {
    if (worker.status === "starting") continue; // when another is ready before it, that one takes them over
    for (const batch of worker.batches.values()) if (worker.untaken(batch) > 0) return true;
  }
  return false;
};
