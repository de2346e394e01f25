// Node: threads are `node:worker_threads`, and the machine is what the operating system and the container grant.
// Every worker loads this file: what only some programs need of Node is taken by `getBuiltinModule` when they do.

import { isMainThread, parentPort as nodeParentPort, threadId, Worker, workerData } from "node:worker_threads";
import { BrokenPoolError } from "../errors.ts";
import { lifeline } from "./node-lifeline.ts";
import { printed, sendOutput } from "./node-output.ts";
import type { ParentPort, PlatformThread, StartData, ThreadEvents, ThreadExit, ThreadLimits } from "./types.ts";

export { openInspector, originalPosition, restInspector } from "../inspect/inspector-node.ts";
export { host } from "../portable/host-node.ts";
export { cpuCount } from "./node-cpus.ts";
export { drawBar } from "./node-progress.ts";

/** The number of this thread; of the process, in its first one. */
export const threadNumber = (): number => (isMainThread ? process.pid : threadId);

/** True where a module is loaded from a file beside the others of this package; false in a user's bundle. */
const besideWorker = /\/platform\/node\.(ts|js)$/.exec(import.meta.url ?? "");

let entry: URL | undefined;

/** The worker entry: beside this file, or, when this file was bundled into a program, in the program's `node_modules`. */
const workerEntry = (): URL => {
  if (entry !== undefined) return entry;
  if (besideWorker !== null) {
    entry = new URL(`../worker.${besideWorker[1]}`, import.meta.url);
    return entry;
  }
  const { createRequire } = process.getBuiltinModule("node:module");
  const { pathToFileURL } = process.getBuiltinModule("node:url");
  const from = [process.argv[1], `${process.cwd()}/program.js`, import.meta.url];
  for (const program of from) {
    if (!program) continue;
    try {
      entry = pathToFileURL(createRequire(program).resolve("@mp/pool/worker"));
      return entry;
    } catch {
      // Not installed as seen from there: try the next place, and say so below when there is none.
    }
  }
  throw new BrokenPoolError(
    "Pool: the worker entry `@mp/pool/worker` cannot be found from this bundle; install @mp/pool beside the bundle, or " +
      "leave @mp/pool out of it (esbuild: --external:@mp/pool)",
  );
};

/** Flags of a program given as text (`node -e`): a worker runs a file, and refuses them. */
const isTextFlag = (flag: string): boolean => /^(--input-type|-e|--eval|-p|--print|-pe)(=|$)/.test(flag);

/** Starts a thread on the one worker entry. It does not keep the program alive. */
export const startWorker = (start: StartData, limits: ThreadLimits, events: ThreadEvents): PlatformThread => {
  const life = lifeline();
  const worker = new Worker(workerEntry(), {
    ...limits,
    execArgv: limits.execArgv ?? (process.execArgv.some(isTextFlag) ? withoutText(process.execArgv) : undefined),
    name: start.name,
    workerData: { ...start, lifeline: life.end },
    transferList: [life.end],
  });
  let failure: { error: unknown } | undefined;
  worker.on("message", (message) => printed(message, limits) || events.onMessage(message));
  worker.on("messageerror", (error) => events.onUnreadable(error));
  worker.on("error", (error) => {
    failure = { error };
  });
  worker.on("exit", (exitCode) => events.onExit({ exitCode, ...failure } satisfies ThreadExit));
  worker.unref(); // after the listeners: one for messages refs it again
  return {
    id: worker.threadId,
    isAlive: life.isHeld,
    post: (message, transfer) => worker.postMessage(message, transfer as never),
    terminate: () => void worker.terminate(),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
  };
};

const withoutText = (flags: readonly string[]): string[] =>
  flags.filter((flag, index) => !isTextFlag(flag) && !/^(-e|--eval|-p|--print|-pe)$/.test(flags[index - 1] ?? ""));

/** In a thread: what it was started with. Calls back at once. */
export const onStart = (begin: (start: StartData) => void): void => {
  sendOutput("stdout");
  sendOutput("stderr");
  begin(workerData as StartData);
};

/** In a thread: the way to its parent. */
export const parentPort: ParentPort = {
  post: (message, transfer) => nodeParentPort!.postMessage(message, transfer as never),
  listen: (onMessage, onUnreadable) => {
    nodeParentPort!.on("message", onMessage);
    nodeParentPort!.on("messageerror", onUnreadable);
  },
  // Not `close`: what the thread prints until it ends is sent still.
  close: () => nodeParentPort!.unref(),
};

/** In a thread: calls back when it ends by itself (`process.exit`, an uncaught error), while messages can still be sent. */
export const onThreadExit = (callback: () => void): void => {
  process.on("exit", callback);
};

/** In a thread: ends it. */
export const exitThread = (exitCode: number): void => process.exit(exitCode);

/** Tells the user something that no call can be rejected with. */
export const warn = (message: string, error?: unknown): void => {
  const detail =
    error instanceof Error ? (error.stack ?? String(error)) : error === undefined ? undefined : String(error);
  process.emitWarning(message, { type: "PoolWarning", detail });
};
