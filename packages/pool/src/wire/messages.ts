// Every message between a pool and one of its workers.

import type { ErrorForm, FunctionForm, ValueForm } from "../portable/index.ts";

/** How a task's payload meets its function. */
export const mode = {
  /** The payload is the only argument. */
  call: 0,
  /** The payload is the list of arguments. */
  apply: 1,
  /** The payload is a list; each element is an argument of a call of its own. */
  map: 2,
  /** The payload is a list; each element is the list of arguments of a call of its own. */
  starmap: 3,
} as const;

export type Mode = (typeof mode)[keyof typeof mode];

/** What a pool's worker is started with; its `init` message follows, while the thread boots. */
export interface ServeData {
  claims: Int32Array;
}

/** Parent to worker. */
export type ToWorker =
  /** The first message: what to run before the first task, and after the last. */
  | { kind: "init"; initializer: FunctionForm | undefined; initargs: ValueForm; finalizer: FunctionForm | undefined }
  | RunMessage
  | ForgetMessage
  /** Somebody gave up the call: abort its signal. */
  | { kind: "cancel"; batch: number; task: number }
  /** No batch will follow: finish, run the finalizer, end. */
  | { kind: "stop" };

/** Worker to parent. */
export type FromWorker =
  /** The initializer has returned. Times are of the wall clock's milliseconds. */
  | { kind: "ready"; started: number; initialized: number }
  /** The initializer threw, or could not be loaded. The worker ends. */
  | { kind: "init-failed"; error: ErrorForm }
  /** Results, of the tasks of one batch that have ended since the last such message. */
  | {
      kind: "done";
      batch: number;
      /** Whether the worker has left the batch: what it has not answered, the parent has taken back. */
      left: boolean;
      /** Their indices in the batch: with its number, the tag by which no answer reaches another call. */
      tasks: number[];
      values: unknown[];
      /** Tasks of this message that failed; the value of a failed `map` is what its calls before the failing one gave. */
      failures: Failure[];
      /** Milliseconds of work, for each function that was called, and in how many calls or items. */
      spent: [functionId: number, milliseconds: number, calls: number][];
      /** Candidates for the slowest tasks of the worker. */
      slow: [task: number, milliseconds: number][];
    };

/** Whether a message is a worker's, and not one that a function of the user's has posted. */
export const isFromWorker = (message: unknown): message is FromWorker => {
  const told = (message ?? {}) as { kind?: unknown } & Record<string, unknown>;
  if (told.kind === "ready") return typeof told.started === "number" && typeof told.initialized === "number";
  if (told.kind === "init-failed") return told.error !== undefined;
  return told.kind === "done" && [told.tasks, told.values, told.failures, told.spent, told.slow].every(Array.isArray);
};

export interface Failure {
  /** Index in `tasks`. */
  at: number;
  /** Which item of the payload failed; 0 for a single call. */
  item: number;
  error: ErrorForm;
}

/** Functions that the worker will not hear of again; for one that gets no batch to tell it with. */
export interface ForgetMessage {
  kind: "forget";
  ids: number[];
}

/** A batch of tasks. */
export interface RunMessage {
  kind: "run";
  /** Number of this batch among those of this worker. */
  batch: number;
  /** The word of `claims` from which its tasks are taken. */
  slot: number;
  /** Functions that the worker does not know yet, and those that it will not hear of again. */
  functions: [id: number, form: FunctionForm][];
  forget: number[];
  /** One element a task: its function and mode (`function * 4 + mode`), and its payload. */
  calls: number[];
  payloads: unknown[];
}
