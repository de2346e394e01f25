// What differs in Node: a program has an end, and can say something then.

import { isMainThread } from "node:worker_threads";

/** Calls `report` when the program ends, and prints what it returns, if anything, on stderr. */
export function atProgramEnd(report: () => string | undefined): void {
  // A worker's end is not the program's.
  if (!isMainThread) return;
  process.on("exit", () => {
    const text = report();
    if (text !== undefined) process.stderr.write(`${text}\n`);
  });
}
