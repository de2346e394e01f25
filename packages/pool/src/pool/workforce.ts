// The workers of a pool: started, watched, replaced when they die, sent home.

import { warn } from "#platform";
import type { ThreadExit } from "../platform/types.ts";
import { decodeError } from "../portable/index.ts";
import { launchThread } from "../threads/start-thread.ts";
import { type FromWorker, isFromWorker } from "../wire/messages.ts";
import { initializerError, startFailure } from "./deaths.ts";
import { dropForms } from "./send.ts";
import { type WorkerStats, workerStats } from "./stats.ts";
import { type Batch, type Leftovers, WorkerHandle } from "./worker-handle.ts";
import type { WorkerPlan } from "./worker-plan.ts";

/** Deaths at start, with no worker becoming ready between them, after which the pool gives up. */
const startDeathsInARow = 3;

/** Milliseconds that a task which was given up has to heed `currentTask().signal` before its worker is replaced. */
const graceMilliseconds = 500;

/** Dead workers that `stats()` still tells of. */
const keptPast = 64;

export type DoneMessage = Extract<FromWorker, { kind: "done" }>;

/** Whoever gives the workers their tasks. */
export interface Employer {
  /** Whether there are tasks that are not settled: then the workers keep the program alive. */
  readonly busy: boolean;
  /** Whether a worker that dies should be replaced. */
  readonly hiring: boolean;
  /** Whether the pool takes calls: a worker that dies by itself between two of them is worth a warning. */
  readonly open: boolean;
  /** A worker is ready, or free again. */
  onFree(): void;
  onDone(worker: WorkerHandle, message: DoneMessage): void;
  /** A worker is dead: its tasks are to be settled, or given to others. */
  onDeath(worker: WorkerHandle, exit: ThreadExit, leftovers: Leftovers): void;
  /** Workers cannot be started. */
  onBroken(reason: Error): void;
}

export class Workforce {
  readonly #plan: WorkerPlan;
  readonly #employer: Employer;
  readonly #past: WorkerStats[] = [];
  #workers: WorkerHandle[] = [];
  #lastId = 0;
  #startDeaths = 0;

  constructor(plan: WorkerPlan, employer: Employer) {
    this.#plan = plan;
    this.#employer = employer;
  }

  /** Those alive. */
  get workers(): readonly WorkerHandle[] {
    return this.#workers;
  }

  stats(): WorkerStats[] {
    return [...this.#past, ...this.#workers.map(workerStats)].sort((a, b) => a.id - b.id);
  }

  /** Starts as many workers as are missing. */
  complete(): void {
    while (this.#workers.length < this.#plan.workers && this.#employer.hiring) this.#start();
  }

  /** Whether the program stays alive for them. If not, they rest: what they keep for nobody is let go. */
  keepAlive(alive: boolean): void {
    if (!alive) this.#tellForgotten();
    for (const { thread } of this.#workers) {
      if (alive) thread.ref();
      else thread.unref();
    }
  }

  /** Sends every worker home after its last batch. */
  dismiss(): void {
    for (const worker of this.#workers) if (worker.remaining > 0) this.#retire(worker);
  }

  terminate(): void {
    for (const { thread } of this.#workers) void thread.terminate();
  }

  /** Tells all workers, with their next batch or when they rest, that a function will not be called again. */
  forget(functionId: number): void {
    for (const worker of this.#workers) if (worker.known.delete(functionId)) worker.forget.push(functionId);
  }

  #tellForgotten(): void {
    for (const worker of this.#workers) {
      if (worker.forget.length === 0) continue;
      worker.thread.post({ kind: "forget", ids: worker.forget });
      worker.forget = [];
    }
  }

  /** Asks a worker to stop a task that was given up; with `force`, replaces it when the task goes on for too long. */
  interrupt(worker: WorkerHandle, batch: Batch, index: number, force: boolean): void {
    worker.thread.post({ kind: "cancel", batch: batch.number, task: index });
    // One that has begun a task may not have been heard to be ready.
    const atWork = worker.status === "ready" || worker.status === "starting";
    if (!force || !atWork || !worker.mayBeIn(batch, index)) return;
    worker.status = "condemned";
    worker.grace = setTimeout(() => {
      if (worker.status !== "condemned") return;
      if (worker.mayBeIn(batch, index)) void worker.thread.terminate();
      else this.#pardon(worker);
    }, graceMilliseconds);
  }

  #pardon(worker: WorkerHandle): void {
    clearTimeout(worker.grace);
    worker.status = "ready";
    this.#employer.onFree();
  }

  #start(): void {
    this.#lastId += 1;
    const worker = new WorkerHandle(this.#lastId, `${this.#plan.name}-${this.#lastId}`, this.#plan.maxTasks);
    try {
      worker.thread = launchThread({
        name: worker.name,
        module: undefined,
        entry: "serve",
        data: { claims: worker.claims },
        limits: this.#plan.limits,
        onMessage: (message) => this.#onMessage(worker, message),
        onUnreadable: (error) => this.#onUnreadable(worker, error),
        onExit: (exit) => void this.#onExit(worker, exit),
      });
    } catch (error) {
      this.#employer.onBroken(startFailure(worker, { exitCode: 1, error }, 1));
      return;
    }
    this.#workers.push(worker);
    if (this.#employer.busy) worker.thread.ref();
    worker.thread.post(this.#plan.init());
  }

  #onMessage(worker: WorkerHandle, message: unknown): void {
    if (!isFromWorker(message) || (message.kind === "done" && !worker.batches.has(message.batch))) {
      this.#onStrange(worker);
      return;
    }
    switch (message.kind) {
      case "ready":
        this.#startDeaths = 0;
        worker.times.started = message.started;
        worker.times.initialized = message.initialized;
        if (worker.status === "starting") worker.status = "ready";
        this.#employer.onFree();
        return;
      case "init-failed":
        // The worker ends now; its death waits for the error, which may need a module.
        worker.failure = decodeError(message.error).then((error) => initializerError(worker, error));
        return;
      case "done":
        this.#employer.onDone(worker, message);
        if (!worker.idle) return;
        if (worker.status === "condemned") this.#pardon(worker);
        // Not before it has done its last tasks: until then some may be taken back.
        if (worker.status === "ready" && worker.remaining <= 0) this.#retire(worker);
        return;
    }
  }

  /** A function has posted something to the thread that made the pool, where nobody waits for it. */
  #onStrange(worker: WorkerHandle): void {
    if (worker.posted) return;
    worker.posted = true;
    warn(
      `Pool: a message that a function posted from ${worker.name} is ignored, and so are more; return what the caller is ` +
        "to have, or give the function a MessagePort to post to",
    );
  }

  /** Something arrived that cannot be read: whose result it was is not known, so none of the worker's can be trusted. */
  #onUnreadable(worker: WorkerHandle, error: unknown): void {
    worker.failure ??= error;
    void worker.thread.terminate();
  }

  async #onExit(worker: WorkerHandle, end: ThreadExit): Promise<void> {
    const failure = await worker.failure;
    const exit = { exitCode: end.exitCode, error: failure ?? end.error };
    const { status } = worker;
    worker.status = "dead";
    worker.times.exited = Date.now();
    clearTimeout(worker.grace);
    this.#workers = this.#workers.filter((other) => other !== worker);
    this.#past.push(workerStats(worker));
    if (this.#past.length > keptPast) this.#past.shift();

    dropForms(worker);
    const leftovers = worker.leftovers();
    if (status === "ready" && this.#employer.open && leftovers.begun.length === 0) {
      const message = `Pool: ${worker.name} died between two tasks (exit code ${exit.exitCode}); another takes its place`;
      warn(message, exit.error);
    }
    if (status === "starting") {
      this.#startDeaths += 1;
      if (this.#startDeaths >= startDeathsInARow)
        this.#employer.onBroken(startFailure(worker, exit, startDeathsInARow));
    }
    this.#employer.onDeath(worker, exit, leftovers);
  }

  /** A worker has been given the last task of its life. */
  #retire(worker: WorkerHandle): void {
    worker.remaining = 0;
    if (worker.status === "ready") worker.status = "stopping";
    worker.thread.post({ kind: "stop" });
  }
}
