// Gives tasks to workers and sees each one settled: the queue, the workers' lives, and what their deaths leave behind.

import { warn } from "#platform";
import { PoolStateError } from "../errors.ts";
import type { ThreadExit } from "../platform/types.ts";
import { decodeError } from "../portable/index.ts";
import { launchThread } from "../threads/start-thread.ts";
import type { FromWorker, ToWorker } from "../wire/messages.ts";
import { answer } from "./answers.ts";
import { initializerError, startFailure, taskDeath } from "./deaths.ts";
import { Deque } from "./deque.ts";
import { FunctionRegistry } from "./functions.ts";
import { anyUntaken, fill, pickWorker, steal, takeBackStale } from "./policy.ts";
import { dropForms, sendBatch } from "./send.ts";
import { SlowestTasks, type SlowTask, type WorkerStats, workerStats } from "./stats.ts";
import type { Task } from "./task.ts";
import { WorkerHandle } from "./worker-handle.ts";
import type { WorkerPlan } from "./worker-plan.ts";

/** Deaths at start, with no worker becoming ready between them, after which the pool gives up. */
const startDeathsInARow = 3;

/** Milliseconds that a task which was given up has to heed `currentTask().signal` before its worker is replaced. */
const graceMilliseconds = 500;

/** Dead workers that `stats()` still tells of. */
const keptPast = 64;

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

export class Scheduler {
  readonly functions = new FunctionRegistry((id) => this.#forget(id));
  readonly slowest = new SlowestTasks();
  /** Resolves when the pool takes nothing any more and its last worker is dead. */
  readonly ended: Promise<void>;
  readonly #plan: WorkerPlan;
  readonly #queue = new Deque<Task>();
  readonly #past: WorkerStats[] = [];
  #workers: WorkerHandle[] = [];
  #state: State = { kind: "running" };
  /** Tasks accepted and not settled. */
  #pending = 0;
  #nextWorker = 1;
  #startDeaths = 0;
  #flushing = false;
  #recheck: ReturnType<typeof setTimeout> | undefined;
  #resolveEnded!: () => void;

  constructor(plan: WorkerPlan) {
    this.#plan = plan;
    this.ended = new Promise((resolve) => {
      this.#resolveEnded = resolve;
    });
    this.#replace();
  }

  get state(): State["kind"] {
    return this.#state.kind;
  }

  get size(): number {
    return this.#plan.workers;
  }

  get queued(): number {
    return this.#queue.length;
  }

  workerStats(): WorkerStats[] {
    return [...this.#past, ...this.#workers.map(workerStats)].sort((a, b) => a.id - b.id);
  }

  slowestTasks(): SlowTask[] {
    return this.slowest.list();
  }

  /** The error for a call that comes too late, if it does. */
  refusal(where: string): Error | undefined {
    if (this.#state.kind === "running") return undefined;
    if (this.#state.kind === "stopped") return this.#state.reason();
    return new PoolStateError(`${where}: the pool is closed; make the call before close(), or a new Pool`);
  }

  /** Queues a task. Of a closed pool, only an iteration that began before may have one still. */
  queue(task: Task): void {
    if (this.#pending === 0) for (const worker of this.#workers) worker.thread.ref();
    this.#pending += 1;
    task.fn.users += 1;
    if (this.#state.kind === "stopped") {
      this.fail(task, this.#state.reason(task));
      return;
    }
    this.#queue.push(task);
    this.#replace(); // the workers may have gone home already
    this.#flushSoon();
  }

  /** Calls of one turn of the event loop travel together: what they submit is sent when the turn's code has run. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    queueMicrotask(() => {
      this.#flushing = false;
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
    if (this.#settle(task)) task.sink.done(value);
  }

  fail(task: Task, error: unknown, item = 0, before: unknown = []): void {
    if (this.#settle(task)) task.sink.failed(error, item, before);
    if (this.#pending === 0) this.#rest();
  }

  /**
   * Gives tasks up: whoever waited for them is told otherwise. A worker that runs one is asked to stop; with `force`, it is
   * replaced when it does not.
   */
  abandon(tasks: Iterable<Task>, force: boolean): void {
    for (const task of tasks) {
      if (!this.#settle(task)) continue;
      const worker = task.worker;
      if (worker !== undefined) this.#ask(worker, task, force);
    }
    if (this.#pending === 0) this.#rest();
    this.#flushSoon();
  }

  #ask(worker: WorkerHandle, task: Task, force: boolean): void {
    for (const batch of worker.batches.values()) {
      const index = batch.tasks.indexOf(task);
      if (index < 0) continue;
      this.#post(worker, { kind: "cancel", batch: batch.number, task: index });
      if (!force || worker.status !== "ready") return;
      worker.status = "condemned";
      worker.grace = setTimeout(() => {
        if (worker.status === "condemned" && worker.batches.has(batch.number)) void worker.thread.terminate();
      }, graceMilliseconds);
      return;
    }
  }

  #post(worker: WorkerHandle, message: ToWorker): void {
    worker.thread.post(message);
  }

  /** Sends what can be sent. */
  #pump(): void {
    for (let task = this.#queue.peek(); task !== undefined; task = this.#queue.peek()) {
      if (task.settled) {
        this.#queue.shift();
        continue;
      }
      const worker = pickWorker(this.#workers, task);
      if (worker === undefined) break;
      const free = worker.idle ? this.#workers.filter((other) => other.mayTake && other.idle).length : this.size;
      this.#send(worker, fill(this.#queue, worker, free));
    }
    if (this.#queue.length === 0) this.#balance();
    this.#watch();
  }

  #send(worker: WorkerHandle, tasks: Task[]): void {
    const solo = tasks.length === 1 && tasks[0]!.solo;
    sendBatch(this, worker, tasks, solo);
    if (solo && worker.batches.size > 0) tasks[0]!.sink.began();
  }

  /** Gives idle workers a part of what others have not begun. */
  #balance(): void {
    for (const thief of this.#workers) {
      if (!thief.idle || !thief.mayTake || thief.status !== "ready") continue;
      this.#queue.unshift(steal(this.#workers, thief, performance.now()));
      if (this.#queue.length > 0) this.#send(thief, fill(this.#queue, thief, 1));
    }
  }

  /** Looks again soon, as long as something waits that a free worker could take. */
  #watch(): void {
    if (this.#recheck !== undefined || this.#pending === 0 || this.#state.kind === "stopped") return;
    if (!anyUntaken(this.#workers)) return;
    this.#recheck = setTimeout(() => {
      this.#recheck = undefined;
      this.#reclaim();
      this.#pump();
    }, recheckMilliseconds);
  }

  /** What is stuck behind a long task goes before what was submitted after it. */
  #reclaim(): void {
    const stale = takeBackStale(this.#workers, performance.now());
    if (stale.length > 0) this.#queue.unshift(stale);
  }

  #spawn(): void {
    const id = this.#nextWorker;
    this.#nextWorker += 1;
    const worker = new WorkerHandle(id, `${this.#plan.name}-${id}`, this.#plan.maxTasks);
    try {
      worker.thread = launchThread({
        name: worker.name,
        module: undefined,
        entry: "serve",
        data: { claims: worker.claims },
        limits: this.#plan.limits,
        onMessage: (message) => this.#onMessage(worker, message as FromWorker),
        onUnreadable: (error) => this.#onUnreadable(worker, error),
        onExit: (exit) => void this.#onExit(worker, exit),
      });
    } catch (error) {
      this.stop(() => startFailure({ exitCode: 1, error }, 1));
      return;
    }
    this.#workers.push(worker);
    if (this.#pending > 0) worker.thread.ref();
    this.#post(worker, this.#plan.init());
  }

  #onMessage(worker: WorkerHandle, message: FromWorker): void {
    switch (message.kind) {
      case "ready":
        this.#startDeaths = 0;
        worker.times.started = message.started;
        worker.times.initialized = message.initialized;
        if (worker.status === "starting") worker.status = "ready";
        break;
      case "init-failed":
        // The worker ends now; its death waits for the error, which may need a module.
        worker.failure = decodeError(message.error).then((error) => initializerError(worker, error));
        return;
      case "done":
        answer(this, worker, message);
        if (message.left && worker.status === "condemned" && worker.idle) {
          clearTimeout(worker.grace);
          worker.status = "ready";
        }
        // Not before it has done them: until then some may be taken back.
        if (worker.status === "ready" && worker.idle && worker.remaining <= 0) this.#retire(worker);
        break;
    }
    if (this.#pending === 0) this.#rest();
    else {
      this.#reclaim();
      this.#pump();
    }
  }

  /** Something arrived that cannot be read: whose result it was is not known, so none of the worker's can be trusted. */
  #onUnreadable(worker: WorkerHandle, error: unknown): void {
    worker.failure ??= error;
    void worker.thread.terminate();
  }

  async #onExit(worker: WorkerHandle, end: ThreadExit): Promise<void> {
    const failure = await worker.failure;
    this.#bury(worker, { exitCode: end.exitCode, error: failure ?? end.error });
  }

  /** Settles what a dead worker leaves behind, and replaces it. */
  #bury(worker: WorkerHandle, exit: ThreadExit): void {
    const before = worker.status;
    worker.status = "dead";
    worker.times.exited = Date.now();
    clearTimeout(worker.grace);
    this.#workers = this.#workers.filter((other) => other !== worker);
    this.#past.push(workerStats(worker));
    if (this.#past.length > keptPast) this.#past.shift();
    dropForms(worker);
    const { begun, untouched } = worker.leftovers();
    const running = begun.at(-1);
    for (const task of begun) this.fail(task, taskDeath(worker, task, exit, task === running));
    const lost = untouched.filter((task) => task.transfer !== undefined);
    for (const task of lost) this.fail(task, taskDeath(worker, task, exit, false));
    this.#queue.unshift(untouched.filter((task) => task.transfer === undefined));

    if (this.#state.kind !== "stopped" && before === "starting") {
      this.#startDeaths += 1;
      if (this.#startDeaths >= startDeathsInARow) this.stop(() => startFailure(exit, startDeathsInARow));
    } else if (before === "ready" && begun.length === 0 && this.#state.kind === "running") {
      warn(
        `Pool: ${worker.name} died between two tasks (exit code ${exit.exitCode}); another takes its place`,
        exit.error,
      );
    }
    this.#replace();
    if (this.#workers.length === 0 && this.#state.kind !== "running") this.#resolveEnded();
    this.#pump();
  }

  /** Keeps the number of workers up, as long as there may be work for them. */
  #replace(): void {
    while (this.#workers.length < this.size && this.#mayHaveWork()) this.#spawn();
  }

  #mayHaveWork(): boolean {
    return this.#state.kind === "running" || (this.#state.kind === "closed" && this.#pending > 0);
  }

  /** A worker has done the last task of its life. */
  #retire(worker: WorkerHandle): void {
    worker.status = "stopping";
    this.#post(worker, { kind: "stop" });
  }

  /** Nothing is pending: the program may end, and a closed pool does. */
  #rest(): void {
    if (this.#pending > 0) return;
    if (this.#state.kind === "running") {
      for (const worker of this.#workers) worker.thread.unref();
      return;
    }
    for (const worker of this.#workers) {
      worker.thread.ref();
      if (this.#state.kind === "closed" && worker.remaining > 0) {
        worker.remaining = 0;
        this.#post(worker, { kind: "stop" });
        if (worker.status === "ready") worker.status = "stopping";
      }
    }
    if (this.#workers.length === 0) this.#resolveEnded();
  }

  /** Takes no new tasks; the workers end when all are settled. */
  close(): void {
    if (this.#state.kind !== "running") return;
    this.#state = { kind: "closed" };
    if (this.#pending === 0) this.#rest();
  }

  /** Ends now: rejects every task with `reason` and stops every worker. */
  stop(reason: (task?: Task) => Error): void {
    if (this.#state.kind === "stopped") return;
    this.#state = { kind: "stopped", reason };
    clearTimeout(this.#recheck);
    const tasks = this.#queue.drain();
    for (const worker of this.#workers) {
      for (const batch of worker.batches.values()) {
        for (const task of batch.tasks) if (task !== undefined) tasks.push(task);
      }
      void worker.thread.terminate();
    }
    for (const task of tasks) this.fail(task, reason(task));
    this.#rest();
  }

  #forget(id: number): void {
    for (const worker of this.#workers) if (worker.known.delete(id)) worker.forget.push(id);
  }
}
