// What a thread knows of itself. Kept on the global object: a bundle and an installed @mp/pool in one thread agree on it.

import { threadNumber } from "#platform";
import type { ThreadIdentity } from "../platform/types.ts";

/** This thread, as the one who started it described it; nothing in a thread that mp did not start. */
interface ThreadContext {
  readonly name: string;
  readonly parent: ThreadIdentity;
  /** Modules being imported for a call. While there are any, what runs is the top level of a user's module. */
  importing: number;
  /** The signal of the call that runs now; `undefined` between calls. */
  signal: (() => AbortSignal) | undefined;
}

/** The call that a worker is running, as seen from inside. */
export interface CurrentTask {
  /** Aborts when the caller has aborted the call or its time is up; a task that heeds it spares its worker. */
  readonly signal: AbortSignal;
  /** The worker's name. */
  readonly worker: string;
}

const key = Symbol.for("mp.pool.thread");
const holder = globalThis as { [key]?: ThreadContext };

export const threadContext = (): ThreadContext | undefined => holder[key];

/** False inside any worker that mp started. */
export const isMainThread = (): boolean => holder[key] === undefined;

export const enterThread = (name: string, parent: ThreadIdentity): ThreadContext => {
  const context: ThreadContext = { name, parent, importing: 0, signal: undefined };
  holder[key] = context;
  return context;
};

/** This thread, to others. */
export const ownIdentity = (): ThreadIdentity => ({
  name: threadContext()?.name ?? "MainProcess",
  pid: threadNumber(),
});

/** Runs a user's module: a pool made by its top level would be one pool more in each worker, and is refused. */
export const whileImporting = async <T>(load: () => T | Promise<T>): Promise<T> => {
  const context = threadContext();
  if (context === undefined) return load();
  context.importing += 1;
  try {
    return await load();
  } finally {
    context.importing -= 1;
  }
};

/**
 * The call that this worker is running; `undefined` outside of one.
 *
 * @example
 * await pool.apply(async (url: string) => (await fetch(url, { signal: currentTask()?.signal })).text(), [url], { timeout: 5000 });
 */
export const currentTask = (): CurrentTask | undefined => {
  const context = threadContext();
  return context?.signal && { signal: context.signal(), worker: context.name };
};
