// Starts one thread on the one worker entry, gives it the heap, and cleans up in the heap after its death.

import { reap, shareHeap } from "@mp/sync/internal";
import { startWorker } from "#platform";
import type { PlatformThread, ThreadExit, ThreadLimits } from "../platform/types.ts";
import { ownIdentity } from "./context.ts";

/** A thread of the program. It does not keep the program alive unless `ref()` is called. */
export interface Thread {
  readonly name: string;
  /** The platform's number for it (node's `threadId`). */
  readonly id: number;
  /** Whether it still runs, as far as the platform can tell. Answers even while this thread blocks. */
  isAlive(): boolean;
  /** Resolves when it has ended, however it ended; never rejects. */
  readonly exited: Promise<ThreadExit>;
  /** Stops it now, wherever it is; resolves with its exit code. */
  terminate(): Promise<number>;
  ref(): void;
  unref(): void;
}

/** A thread that messages are exchanged with. */
export interface TalkingThread extends Thread {
  post(message: unknown, transfer?: readonly Transferable[]): void;
}

interface LaunchOptions {
  name: string;
  module: string | undefined;
  entry: string;
  data: unknown;
  limits?: ThreadLimits;
  onMessage?(message: unknown): void;
  onUnreadable?(error: unknown): void;
  /** Called in the event in which the thread is found dead: before `exited` resolves, after its last message. */
  onExit?(exit: ThreadExit): void;
}

/** The first message of every thread: its number in the heap, by which its locks and blocks are found. */
interface Hello {
  mpThread: number;
}

const isHello = (message: unknown): message is Hello => typeof (message as Hello | null)?.mpThread === "number";

export const launchThread = (options: LaunchOptions): TalkingThread => {
  const { name, module, entry, data } = options;
  let mpThread: number | undefined;
  const { promise: exited, resolve } = Promise.withResolvers<ThreadExit>();
  const thread: PlatformThread = startWorker(
    { heap: shareHeap(), name, parent: ownIdentity(), module, entry, data },
    options.limits ?? {},
    {
      onMessage: (message) => {
        if (mpThread === undefined && isHello(message)) mpThread = message.mpThread;
        else options.onMessage?.(message);
      },
      onUnreadable: (error) => options.onUnreadable?.(error),
      onExit: (exit) => {
        if (mpThread !== undefined) reap(mpThread);
        options.onExit?.(exit);
        resolve(exit);
      },
    },
  );
  return {
    name,
    id: thread.id,
    isAlive: () => thread.isAlive(),
    exited,
    post: (message, transfer) => thread.post(message, transfer),
    terminate: async () => {
      thread.ref(); // or the program could end before the thread does, with this promise unsettled
      thread.terminate();
      return (await exited).exitCode;
    },
    ref: () => thread.ref(),
    unref: () => thread.unref(),
  };
};

export interface StartThreadOptions {
  /** Shown by debuggers and profilers. @default "mp thread" */
  name?: string;
  /** URL of the module that the thread imports. */
  module: string;
  /** The export that is called with `data`. */
  entry: string;
  /** Anything that structured clone takes. */
  data?: unknown;
}

/**
 * Starts a thread that adopts the program's heap, imports `module` and calls its export `entry` with `data`.
 *
 * @throws BrokenPoolError when the worker entry cannot be found (a bundle without @mp/pool installed beside it).
 * @example
 * const thread = startThread({ module: import.meta.resolve("./member.js"), entry: "run", data: { seat: 3 } });
 * await thread.exited; // => { exitCode: 0 }
 */
export const startThread = (options: StartThreadOptions): Thread =>
  launchThread({ name: options.name ?? "mp thread", module: options.module, entry: options.entry, data: options.data });
