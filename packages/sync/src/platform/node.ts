// What differs in Node: every thread may block, and garbage can be collected on demand.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Whether this thread may sleep in `Atomics.wait`. */
export const threadMayBlock = (): boolean => true;

let collect: (() => void) | undefined;

/** Has garbage collected once the current turn of the event loop, which may still use it, is over. */
export function collectSoon(): void {
  setImmediate(() => {
    if (!collect) {
      // The flag counts for contexts made after it.
      setFlagsFromString("--expose-gc");
      collect = runInNewContext("gc") as () => void;
    }
    collect();
  }).unref();
}
