// The browser: threads are module workers, which start at their first message and die of an uncaught error.

export { openInspector, originalPosition, restInspector } from "../inspect/inspector-browser.ts";
export { host } from "../portable/host-browser.ts";

import type { ParentPort, PlatformThread, StartData, ThreadEvents, ThreadLimits } from "./types.ts";

let ownNumber = 0;

/** The number of this thread; 0 in a page. */
export const threadNumber = (): number => ownNumber;

/** What a thread posts when it ends by itself: a browser tells nobody of that, nor of a rejection that nobody handles. */
interface Farewell {
  "mp.exit": number;
  error?: unknown;
}

const isFarewell = (message: unknown): message is Farewell =>
  typeof (message as Farewell | null)?.["mp.exit"] === "number";

let threads = 0;

/** Starts a thread on the one worker entry. A page knows no limits for it: they are ignored. */
export const startWorker = (start: StartData, _limits: ThreadLimits, events: ThreadEvents): PlatformThread => {
  // Bundlers know a worker by this very form; keep it on one line and literal.
  const worker = new Worker(new URL("../worker.js", import.meta.url), { type: "module", name: start.name });
  let ended = false;
  const end = (exitCode: number, error?: unknown) => {
    if (ended) return;
    ended = true;
    worker.terminate();
    events.onExit(error === undefined ? { exitCode } : { exitCode, error });
  };
  worker.onmessage = ({ data }) => {
    if (ended) return;
    if (isFarewell(data)) end(data["mp.exit"], data.error);
    else events.onMessage(data);
  };
  worker.onmessageerror = (event) => !ended && events.onUnreadable(event);
  worker.onerror = (event) => {
    event.preventDefault();
    end(1, event.error ?? new Error(event.message || "the worker's script or one of its modules could not be loaded"));
  };
  threads += 1;
  worker.postMessage({ ...start, number: threads });
  return {
    id: threads,
    isAlive: () => !ended,
    post: (message, transfer) => worker.postMessage(message, transfer as Transferable[]),
    // In an event of its own, as in node: nobody's call ends inside somebody's call of `terminate`.
    terminate: () => void setTimeout(end, 0, 1),
    ref: () => {},
    unref: () => {},
  };
};

interface WorkerScope {
  postMessage(message: unknown, transfer?: readonly Transferable[]): void;
  // biome-ignore lint/suspicious/noExplicitAny: events of several kinds
  addEventListener(type: string, listener: (event: any) => void): void;
  close(): void;
}

const scope = globalThis as unknown as WorkerScope;

let begin: ((start: StartData) => void) | undefined;
let receive: ((message: unknown) => void) | undefined;
const early: unknown[] = [];

/** In a thread: calls back with what it was started with. Must be called while the entry is first evaluated. */
export const onStart = (callback: (start: StartData) => void): void => {
  begin = callback;
  scope.addEventListener("error", (event) => die(event, event.error));
  scope.addEventListener("unhandledrejection", (event) => die(event, event.reason));
  scope.addEventListener("message", ({ data }) => {
    if (begin !== undefined) {
      const first = begin;
      begin = undefined;
      ownNumber = (data as StartData & { number: number }).number;
      first(data as StartData);
    } else if (receive !== undefined) receive(data);
    else early.push(data);
  });
};

/** In a thread: the way to its parent. */
export const parentPort: ParentPort = {
  post: (message, transfer) => scope.postMessage(message, transfer),
  listen: (onMessage, onUnreadable) => {
    receive = onMessage;
    scope.addEventListener("messageerror", onUnreadable);
    for (const message of early.splice(0)) onMessage(message);
  },
  close: () => exitThread(0),
};

/** In a thread: a browser's worker cannot end without its script ending it, so there is nothing to wait for. */
export const onThreadExit = (_callback: () => void): void => {};

/** In a thread: ends it, and says so. */
export const exitThread = (exitCode: number): void => {
  scope.postMessage({ "mp.exit": exitCode } satisfies Farewell);
  scope.close();
};

/** An uncaught error ends a thread, as it does in Node. */
const die = (event: { preventDefault(): void }, error: unknown): void => {
  event.preventDefault();
  try {
    scope.postMessage({ "mp.exit": 1, error } satisfies Farewell);
  } catch {
    // An error with something in it that cannot be cloned: its text has to do.
    scope.postMessage({ "mp.exit": 1, error: new Error(String(error)) } satisfies Farewell);
  }
  scope.close();
};

/** Tells the user something that no call can be rejected with. */
export const warn = (message: string, error?: unknown): void => console.warn(message, ...(error ? [error] : []));

/**
 * Counts the processors that this page may use.
 *
 * @example
 * cpuCount(); // => 8
 */
export const cpuCount = (): number => Math.max(1, navigator.hardwareConcurrency || 1);

/** A page has no terminal to draw a bar on; `onProgress` gives the figures for one of its own. */
export const drawBar = (): undefined => undefined;
