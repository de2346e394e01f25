// The pool's end of one worker: its thread, the batches on their way to it, and what it has reported.

import type { FunctionForm, ValueForm } from "../portable/index.ts";
import type { TalkingThread } from "../threads/start-thread.ts";
import { begun, createClaims, open, slotCount, takeBack, untaken } from "../wire/claims.ts";
import { expected, type Task } from "./task.ts";

/**
 * Where a worker is in its life:
 *
 *     starting → ready → stopping → dead      the usual way; `stopping` has been asked to end, or gets no more tasks
 *            ↘      ↘ condemned ↗             runs a task that was given up; to be stopped unless it ends in time
 */
export type WorkerStatus = "starting" | "ready" | "stopping" | "condemned" | "dead";

/** Tasks sent together. */
export interface Batch {
  readonly number: number;
  readonly slot: number;
  /** By index; `undefined` once answered or taken back. */
  readonly tasks: (Task | undefined)[];
  /** What was sent for them, where it holds something in the heap that is let go by whoever decodes it. */
  readonly holding: Map<number, ValueForm>;
  /** The functions that it tells the worker. */
  functions: [id: number, form: FunctionForm][];
  readonly solo: boolean;
  /** Milliseconds of work that it was expected to be. */
  readonly expected: number;
  /** When it was sent, or its worker last gave a sign of getting on; in `performance.now()`. */
  heard: number;
}

/** Tasks that a worker has left behind. */
export interface Leftovers {
  /** Those that it had begun; the one that was running is the last. */
  begun: Task[];
  untouched: Task[];
}

interface WorkerTimes {
  /** Wall clock's milliseconds. */
  readonly created: number;
  started: number | undefined;
  initialized: number | undefined;
  /** Milliseconds spent in tasks, and their number. */
  work: number;
  tasks: number;
  exited: number | undefined;
}

export class WorkerHandle {
  readonly id: number;
  readonly name: string;
  readonly claims = createClaims();
  /** Functions that the worker has been told. */
  readonly known = new Set<number>();
  /** Functions to tell it to forget, with the next batch. */
  forget: number[] = [];
  /** In the order in which they were sent. */
  readonly batches = new Map<number, Batch>();
  readonly times: WorkerTimes = {
    created: Date.now(),
    started: undefined,
    initialized: undefined,
    work: 0,
    tasks: 0,
    exited: undefined,
  };
  status: WorkerStatus = "starting";
  /** Tasks that it may still be given before it is replaced. */
  remaining: number;
  thread!: TalkingThread;
  /** Runs out when a condemned worker has not ended its task in time. */
  grace: ReturnType<typeof setTimeout> | undefined;
  /** Why it is about to end, if it said so, or sent what cannot be read. */
  failure: unknown;
  /** Whether the user has been warned that its functions post messages. */
  posted = false;
  #nextBatch = 1;

  constructor(id: number, name: string, maxTasks: number) {
    this.id = id;
    this.name = name;
    this.remaining = maxTasks;
  }

  get idle(): boolean {
    return this.batches.size === 0;
  }

  get mayTake(): boolean {
    return (this.status === "ready" || this.status === "starting") && this.remaining > 0;
  }

  /** Milliseconds of work on their way to it, as far as known. */
  get backlog(): number {
    let sum = 0;
    for (const batch of this.batches.values()) sum += batch.expected;
    return sum;
  }

  get solo(): boolean {
    for (const batch of this.batches.values()) if (batch.solo) return true;
    return false;
  }

  openBatch(tasks: Task[], holding: Map<number, ValueForm>, solo: boolean): Batch {
    const used = new Set([...this.batches.values()].map((batch) => batch.slot));
    let slot = 0;
    while (used.has(slot)) slot += 1;
    if (slot >= slotCount) throw new Error(`worker ${this.id} has ${slotCount} batches already`);
    const milliseconds = tasks.reduce((sum, task) => sum + expected(task), 0);
    const batch: Batch = {
      number: this.#nextBatch,
      slot,
      tasks,
      holding,
      functions: [],
      solo,
      expected: milliseconds,
      heard: performance.now(),
    };
    this.#nextBatch += 1;
    this.batches.set(batch.number, batch);
    this.remaining -= tasks.length;
    open(this.claims, slot, tasks.length);
    return batch;
  }

  /** Undoes `openBatch`, for a batch that could not be sent. */
  forgetBatch(batch: Batch): void {
    this.batches.delete(batch.number);
    this.remaining += batch.tasks.length;
  }

  /** Whether it has begun a batch that it has not answered whole; otherwise it is idle, or still reading. */
  get running(): boolean {
    for (const batch of this.batches.values()) if (begun(this.claims, batch.slot) > 0) return true;
    return false;
  }

  /** Tasks of `batch` that the worker has not begun; all of a solo batch are out of reach once sent. */
  untaken(batch: Batch): number {
    return batch.solo ? 0 : untaken(this.claims, batch.slot);
  }

  /** Whether the worker is, as far as can be told, in that task of `batch`. */
  mayBeIn(batch: Batch, index: number): boolean {
    return this.batches.get(batch.number) === batch && (batch.solo || begun(this.claims, batch.slot) - 1 === index);
  }

  /** Takes back up to `most` tasks of `batch` that the worker has not begun: the last ones. */
  takeBack(batch: Batch, most: number): Task[] {
    if (batch.solo) return [];
    const [from, to] = takeBack(this.claims, batch.slot, most);
    const tasks: Task[] = [];
    for (let index = from; index < to; index += 1) {
      const task = batch.tasks[index];
      batch.tasks[index] = undefined;
      if (task !== undefined && !task.settled) tasks.push(task);
    }
    this.remaining += to - from;
    return tasks;
  }

  /** Takes out the unanswered tasks, after the worker's death. */
  leftovers(): Leftovers {
    const result: Leftovers = { begun: [], untouched: [] };
    for (const batch of this.batches.values()) {
      const count = begun(this.claims, batch.slot);
      batch.tasks.forEach((task, index) => {
        if (task === undefined || task.settled) return;
        (index < count ? result.begun : result.untouched).push(task);
      });
    }
    this.batches.clear();
    return result;
  }
}
