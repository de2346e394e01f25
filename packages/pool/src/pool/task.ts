// One unit of what workers are given: a call, or a chunk of a map.

import type { Mode } from "../wire/messages.ts";
import type { FunctionEntry } from "./functions.ts";
import type { Site } from "./site.ts";
import type { WorkerHandle } from "./worker-handle.ts";

/** What becomes of a task; exactly one of the two is called, once. */
export interface TaskSink {
  done(value: unknown): void;
  /** `item` is the index in the payload that failed, `before` what the items before it gave. */
  failed(error: unknown, item: number, before: unknown): void;
  /** For a solo task: it is with a free worker now. */
  began(): void;
}

export interface Task {
  readonly fn: FunctionEntry;
  readonly mode: Mode;
  /** What the task's function is given, made when the task is sent. */
  payload(): unknown;
  /** Calls in it: the items of a chunk. */
  readonly size: number;
  readonly sink: TaskSink;
  readonly site: Site;
  readonly transfer: readonly Transferable[] | undefined;
  /** Must be the only task on its worker: it can be cancelled, or its payload cannot be sent a second time. */
  readonly solo: boolean;
  settled: boolean;
  /** The worker that it was last sent to. */
  worker: WorkerHandle | undefined;
}

/** What a task costs a worker beside its function's own time: reading it, and writing its result. */
const overheadMilliseconds = 0.001;

/** Milliseconds that a task is expected to take: infinite for a function never measured. */
export const expected = (task: Task): number =>
  (task.fn.milliseconds ?? Number.POSITIVE_INFINITY) * task.size + overheadMilliseconds;
