// The one worker entry: adopts the heap, then serves a pool or runs the module that it was started for.

import { adoptHeap, currentThread } from "@mp/sync/internal";
import { onStart, parentPort } from "#platform";
import type { StartData } from "./platform/types.ts";
import { runProcess } from "./process/run-process.ts";
import { serve } from "./serve/serve.ts";
import { enterThread, whileImporting } from "./threads/context.ts";

/** What a thread can run without a module of the user's. */
const ownEntries = { serve, runProcess };

const run = async ({ module, entry, data }: StartData): Promise<void> => {
  if (module === undefined) {
    ownEntries[entry as keyof typeof ownEntries](data as never);
    return;
  }
  const loaded = await whileImporting(() => import(/* @vite-ignore */ /* webpackIgnore: true */ module));
  if (typeof loaded[entry] !== "function") {
    throw new TypeError(`startThread: ${module} has no function named ${entry}; export it from there`);
  }
  await loaded[entry](data);
};

onStart((start) => {
  adoptHeap(start.heap);
  enterThread(start.name, start.parent);
  parentPort.post({ mpThread: currentThread() });
  // A rejection is the thread's death, as any uncaught error is: whoever started it hears of it.
  void run(start);
});
