// Gives tasks to workers and sees each one settled.

import { PoolStateError } from "../errors.ts";
import type { ThreadExit } from "../platform/types.ts";
import { answer } from "./answers.ts";
import { taskDeath } from "./deaths.ts";
import { Deque } from "./deque.ts";
import { FunctionRegistry } from "./functions.ts";
import { anyUntaken, fill, isShort, pickWorker, steal, takeBackFrom, takeBackStale } from "./policy.ts";
import { sendBatch } from "./send.ts";
import { SlowestTasks, type SlowTask, type WorkerStats } from "./stats.ts";
import type { Task } from "./task.ts";
import type { Leftovers, WorkerHandle } from "./worker-handle.ts";
import type { WorkerPlan } from "./worker-plan.ts";
import { type DoneMessage, type Employer, Workforce } from "./workforce.ts";

/** Milliseconds between looks at whether something is stuck behind a long task while a worker is free. */
const recheckMilliseconds = 1;

/**
 * What a pool accepts and does:
 *
 *     running → closed → ended          close(): no new tasks; the workers end when all are settled
 *        ↓         ↓
 *     stopped ────────→ ended           terminate(), or workers that cannot start: every task is rejected with `reason`
 */
type State = { kind: "running" } | { kind: "closed" } | { kind: "stopped"; reason: (task?: Task) => Error };

export class Scheduler implements Employer {
  readonly functions = new FunctionRegistry((id) => this.#workforce.forget(id));
  readonly slowest = new SlowestTasks();
  /** The number of workers that the pool keeps. */
  readonly size: number;
  /** Resolves when the pool takes nothing any more and its last worker is dead. */
  readonly ended: Promise<void>;
  readonly #workforce: Workforce;
  readonly #queue = new Deque<Task>();
  #state: State = { kind: "running" };
  /** Tasks accepted and not settled. */
  #pending = 0;
  #flushing = false;
  /** Whether nothing more is sent in this turn of the event loop before its code has run. */
  #sealed = false;
  #recheck: ReturnType<typeof setTimeout> | undefined;
  #resolveEnded!: () => void;

  constructor(plan: WorkerPlan) {
    this.size = plan.workers;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#workforce = new Workforce(plan, this);
    this.#workforce.complete();
  }

  get state(): State["kind"] {
    return this.#state.kind;
  }

  get open(): boolean {
    return this.#state.kind === "running";
  }

  get busy(): boolean {
    return this.#pending > 0;
  }

  get hiring(): boolean {
    return this.open || (this.#state.kind === "closed" && this.busy);
  }

  get queued(): number {
    return this.#queue.length;
  }

  workerStats(): WorkerStats[] {
    return this.#workforce.stats();
  }

  slowestTasks(): SlowTask[] {
    return this.slowest.list();
  }

  /** The error for a call that comes too late, if it does. */
  refusal(where: string): Error | undefined {
    if (this.open) return undefined;
    if (this.#state.kind === "stopped") return this.#state.reason();
    return new PoolStateError(`${where}: the pool is closed; make the call before close(), or a new Pool`);
  }

  /** Queues a task. Of a closed pool, only an iteration that began before may have one still. */
  queue(task: Task): void {
    if (!this.busy) this.#workforce.keepAlive(true);
    this.#pending += 1;
    task.fn.users += 1;
    if (this.#state.kind === "stopped") {
      this.fail(task, this.#state.reason(task));
      return;
    }
    this.#queue.push(task);
    this.#workforce.complete(); // the workers may have gone home already
    this.#flushSoon();
  }

  /**
   * Gives free workers what is queued, now: this thread may be about to work, or to block until its calls have run. What
   * finds none is sent when the turn's code has run: no worker is heard before. So are the calls after a first short one,
   * together, if `more` may be made in this turn: messages would cost more than they do.
   */
  hurry(more: boolean): void {
    while (!this.#sealed) {
      const task = this.#queue.peek();
      if (task === undefined) return;
      if (task.settled) this.#queue.shift();
      else {
        const worker = pickWorker(this.#workforce.workers, task);
        this.#sealed = !worker?.idle || (more && isShort(task));
        if (worker?.idle) this.#sendSome(worker);
      }
    }
  }

  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
      this.#sealed = false;
      this.#pump();
    });
  }

  /** Settles a task; false if it was settled before, as when a result meets its cancellation. */
  #settle(task: Task): boolean {
    if (task.settled) return false;
    task.settled = true;
    this.functions.release(task.fn);
    this.#pending -= 1;
    return true;
  }

  succeed(task: Task, value: unknown): void {
    if (!this.#settle(task)) return;
    task.sink.done(value);
    if (!this.busy) this.#rest();
  }

  fail(task: Task, error: unknown, item = 0, before: unknown = []): void {
    if (!this.#settle(task)) return;
    task.sink.failed(error, item, before);
    if (!this.busy) this.#rest();
  }

  /**
   * Gives tasks up: whoever waited for them is told otherwise. A worker that runs one is asked to stop; with `force`, it is
   * replaced when it does not.
   */
  abandon(tasks: Iterable<Task>, force: boolean): void {
    for (const task of tasks) {
      if (!this.#settle(task)) continue;
      for (const batch of task.worker?.batches.values() ?? []) {
        const index = batch.tasks.indexOf(task);
        if (index < 0) continue;
        this.#queue.unshift(takeBackFrom(task.worker!, batch, index));
        if (batch.tasks[index] === task) this.#workforce.interrupt(task.worker!, batch, index, force);
      }
    }
    if (!this.busy) this.#rest();
    this.#flushSoon();
  }

  /** Sends what can be sent. */
  #pump(): void {
    for (let task = this.#queue.peek(); task !== undefined; task = this.#queue.peek()) {
      if (task.settled) {
        this.#queue.shift();
        continue;
      }
      const worker = pickWorker(this.#workforce.workers, task);
      if (worker === undefined) break;
      this.#sendSome(worker);
    }
    if (this.#queue.length === 0) this.#balance();
    this.#watch();
  }

  /** Sends `worker` its share of the queue. */
  #sendSome(worker: WorkerHandle): void {
    const free = worker.idle
      ? this.#workforce.workers.filter((other) => other.mayTake && other.idle).length
      : this.size;
    this.#send(worker, fill(this.#queue, worker, free));
  }

  #send(worker: WorkerHandle, tasks: Task[]): void {
    const solo = tasks.length === 1 && tasks[0]!.solo;
    sendBatch(this, worker, tasks, solo);
    if (solo && worker.batches.size > 0) tasks[0]!.sink.began();
  }

  /** Gives idle workers a part of what others have not begun. */
  #balance(): void {
    for (const thief of this.#workforce.workers) {
      if (!thief.idle || !thief.mayTake || thief.status !== "ready") continue;
      this.#queue.unshift(steal(this.#workforce.workers, thief, performance.now()));
      if (this.#queue.length > 0) this.#send(thief, fill(this.#queue, thief, 1));
    }
  }

  /** Looks again soon, as long as something waits that a free worker could take. */
  #watch(): void {
    if (this.#recheck !== undefined || !this.busy || this.#state.kind === "stopped") return;
    if (!anyUntaken(this.#workforce.workers)) return;
    this.#recheck = setTimeout(() => {
      this.#recheck = undefined;
      this.#reclaim();
      this.#pump();
    }, recheckMilliseconds);
  }

  /** What is stuck behind a long task goes before what was submitted after it. */
  #reclaim(): void {
    const stale = takeBackStale(this.#workforce.workers, performance.now());
    if (stale.length > 0) this.#queue.unshift(stale);
  }

  onFree(): void {
    this.#reclaim();
    this.#pump();
  }

  onDone(worker: WorkerHandle, message: DoneMessage): void {
    answer(this, worker, message);
    if (this.busy) this.onFree();
  }

  onDeath(worker: WorkerHandle, exit: ThreadExit, { begun, untouched }: Leftovers): void {
    const running = begun.at(-1);
    for (const task of begun) this.fail(task, taskDeath(worker, task, exit, task === running));
    // What was moved to the worker is gone with it.
    const lost = untouched.filter((task) => task.transfer !== undefined);
    for (const task of lost) this.fail(task, taskDeath(worker, task, exit, false));
    const others = untouched.filter((task) => task.transfer === undefined);
    if (this.#state.kind === "stopped") for (const task of others) this.fail(task, this.#state.reason(task));
    else this.#queue.unshift(others);
    this.#workforce.complete();
    this.#endIfOver();
    this.#pump();
  }

  onBroken(reason: Error): void {
    this.stop(() => reason);
  }

  #endIfOver(): void {
    if (!this.open && this.#workforce.workers.length === 0) this.#resolveEnded();
  }

  /** Nothing is pending: the program may end, and a closed pool does. */
  #rest(): void {
    this.#workforce.keepAlive(!this.open);
    if (this.#state.kind === "closed") this.#workforce.dismiss();
    this.#endIfOver();
  }

  /** Takes no new tasks; the workers end when all are settled. */
  close(): void {
    if (!this.open) return;
    this.#state = { kind: "closed" };
    if (!this.busy) this.#rest();
  }

  /** Ends now: rejects every task with `reason` and stops every worker. */
  stop(reason: (task?: Task) => Error): void {
    if (this.#state.kind === "stopped") return;
    this.#state = { kind: "stopped", reason };
    clearTimeout(this.#recheck);
    const tasks = this.#queue.drain();
    for (const worker of this.#workforce.workers) {
      for (const batch of worker.batches.values()) {
        for (const task of batch.tasks) if (task !== undefined) tasks.push(task);
      }
    }
    this.#workforce.terminate();
    for (const task of tasks) this.fail(task, reason(task));
    this.#rest();
  }
}
