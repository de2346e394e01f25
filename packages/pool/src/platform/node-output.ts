// What threads print, in Node: it comes by the way that results come, so none of it is behind them.

import type { Writable } from "node:stream";
import { parentPort } from "node:worker_threads";

type Chunks = readonly { chunk: string | Uint8Array; encoding: BufferEncoding }[];

/** What a thread printed. */
interface Printed {
  "mp.printed": "stdout" | "stderr";
  chunks: Chunks;
}

/**
 * In a thread: sends what it prints at once, to `printed`. Node's own stream of a thread sends the first line, and the next
 * when the main thread has asked for it; a function that does not return does not hear that, a thread that is terminated
 * never does, and what is on its way does not keep the program alive.
 */
export const sendOutput = (name: "stdout" | "stderr"): void => {
  const stream = process[name] as Writable;
  stream._writev = (chunks, done) => {
    const list = chunks.map(({ chunk, encoding }) => ({ chunk, encoding }));
    parentPort!.postMessage({ "mp.printed": name, chunks: list } satisfies Printed);
    done();
  };
};

/** Prints a message that `sendOutput` has sent, unless its stream is `muted`; false if it is another's. */
export const printed = (message: unknown, muted: { stdout?: boolean; stderr?: boolean }): boolean => {
  const name = (message as Partial<Printed> | null)?.["mp.printed"];
  if (name !== "stdout" && name !== "stderr") return false;
  if (!muted[name]) for (const { chunk, encoding } of (message as Printed).chunks) process[name].write(chunk, encoding);
  return true;
};
