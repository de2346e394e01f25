// What a platform gives to the pool: threads to start, the way to talk to them, and the machine's size.

import type { HeapHandle } from "@mp/sync/internal";

/** What a new thread needs before it can do anything; its first message, or node's `workerData`. */
export interface StartData {
  heap: HeapHandle;
  name: string;
  /** Who starts it. */
  parent: ThreadIdentity;
  /** The module to import and the export of it to call; without a module, what of mp's own the thread runs. */
  module: string | undefined;
  entry: string;
  data: unknown;
}

/** A thread as the parts of a program know each other. */
export interface ThreadIdentity {
  readonly name: string;
  /** The platform's number: of the process for its first thread, of the thread for the others. */
  readonly pid: number;
}

/** How a thread ended. `error` is what it threw, or what node says of its death (`ERR_WORKER_OUT_OF_MEMORY`). */
export interface ThreadExit {
  exitCode: number;
  error?: unknown;
}

/** Options of a thread that the platform may or may not have; names and meaning as in `node:worker_threads`. */
export interface ThreadLimits {
  resourceLimits?: {
    maxOldGenerationSizeMb?: number;
    maxYoungGenerationSizeMb?: number;
    codeRangeSizeMb?: number;
    stackSizeMb?: number;
  };
  env?: Record<string, string | undefined>;
  execArgv?: string[];
  stdout?: boolean;
  stderr?: boolean;
}

/** The parent's end of a started thread. Every callback is called from the event loop, `onExit` once and last. */
export interface PlatformThread {
  /** The platform's number for the thread. */
  readonly id: number;
  /** Whether it still runs, as far as the platform can tell: answers even while this thread blocks and hears no event. */
  isAlive(): boolean;
  post(message: unknown, transfer?: readonly Transferable[]): void;
  terminate(): void;
  /** Whether the thread keeps the program alive; a new one does not. */
  ref(): void;
  unref(): void;
}

export interface ThreadEvents {
  onMessage(message: unknown): void;
  /** A message arrived that cannot be read here. */
  onUnreadable(error: unknown): void;
  onExit(exit: ThreadExit): void;
}

/** A thread's own end. */
export interface ParentPort {
  post(message: unknown, transfer?: readonly Transferable[]): void;
  /** Takes messages from now on; that keeps the thread alive until `close`. */
  listen(onMessage: (message: unknown) => void, onUnreadable: (error: unknown) => void): void;
  close(): void;
}
