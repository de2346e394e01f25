// A bar under the row that is being worked on: only where someone is looking, and gone when the work is done.

import { Presets, SingleBar } from "cli-progress";
import type { Page } from "./page.ts";

/** Told how many of how many things are done. */
export type OnProgress = (done: number, total: number) => void;

/** Milliseconds that a work may take before it gets a bar: less would only flicker. */
const patience = 150;

/**
 * Runs a work while a bar shows how far it is. Work that ends within a moment shows none.
 *
 * @param work receives the function to call with the state reached
 */
export const withBar = async <R>(
  page: Page,
  label: string,
  work: (onProgress: OnProgress) => R | Promise<R>,
): Promise<R> => {
  if (page.sheet.isTTY !== true) return work(() => {});
  const bar = new SingleBar(
    {
      format: `  {bar} ${label} {value}/{total}`,
      barsize: 24,
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stdout,
      // Work that keeps this thread busy leaves no turn for the bar's own timer: draw on update.
      synchronousUpdate: true,
      fps: 20,
    },
    Presets.shades_classic,
  );
  const start = performance.now();
  let shown = false;
  try {
    return await work((done, total) => {
      if (!shown && performance.now() - start < patience) return;
      if (!shown) bar.start(total, done);
      shown = true;
      bar.update(done);
    });
  } finally {
    if (shown) bar.stop();
  }
};
