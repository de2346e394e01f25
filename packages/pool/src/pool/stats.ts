// What a pool tells of itself: where its workers' time went, and which tasks were slow.

import type { WorkerHandle, WorkerStatus } from "./worker-handle.ts";

/** One worker, dead ones included. Times are milliseconds. */
export interface WorkerStats {
  id: number;
  name: string;
  status: WorkerStatus;
  /** From its creation until its first line ran; `undefined` until then. */
  start: number | undefined;
  /** Spent in the initializer. */
  init: number | undefined;
  /** Spent in tasks. */
  work: number;
  /** Spent neither starting nor working. */
  wait: number;
  /** When it ended, in milliseconds since its creation; `undefined` while it lives. */
  exit: number | undefined;
  /** Tasks done; a chunk of a map is one. */
  tasks: number;
}

/** A task that took long. */
export interface SlowTask {
  /** The function's name. */
  name: string;
  /** Milliseconds of work. */
  milliseconds: number;
  worker: string;
}

export interface PoolStats {
  workers: WorkerStats[];
  /** Tasks that no worker has been given yet. */
  queued: number;
  /** The five slowest tasks so far, slowest first. */
  slowest: SlowTask[];
}

export const workerStats = (worker: WorkerHandle): WorkerStats => {
  const { created, started, initialized, work, tasks, exited } = worker.times;
  const end = exited ?? Date.now();
  return {
    id: worker.id,
    name: worker.name,
    status: worker.status,
    start: started === undefined ? undefined : started - created,
    init: started === undefined || initialized === undefined ? undefined : initialized - started,
    work,
    wait: initialized === undefined ? 0 : Math.max(0, end - initialized - work),
    exit: exited === undefined ? undefined : exited - created,
    tasks,
  };
};

const keptSlow = 5;

/** The slowest tasks of all workers. */
export class SlowestTasks {
  readonly #tasks: SlowTask[] = [];

  add(task: SlowTask): void {
    const last = this.#tasks[keptSlow - 1];
    if (last !== undefined && last.milliseconds >= task.milliseconds) return;
    this.#tasks.push(task);
    this.#tasks.sort((a, b) => b.milliseconds - a.milliseconds);
    this.#tasks.length = Math.min(this.#tasks.length, keptSlow);
  }

  list(): SlowTask[] {
    return this.#tasks.map((task) => ({ ...task }));
  }
}
