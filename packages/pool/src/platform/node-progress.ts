// A progress bar on the terminal, drawn by `cli-progress`; loaded by the first map that wants one.

import { createRequire } from "node:module";
import type { Bar } from "../pool/progress.ts";

const format = "{label} {bar} {percentage}% · {value}/{total} · {rate}/s · {left}";

const seconds = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? `${Math.ceil(milliseconds / 1000)} s left` : "";

/** Draws a bar on standard error; `undefined` when that is no terminal. */
export const drawBar = (label: string): Bar | undefined => {
  if (!process.stderr.isTTY) return undefined;
  const { SingleBar, Presets } = loadBars();
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: false, hideCursor: true, barsize: 30, noTTYOutput: false },
    Presets.shades_classic,
  );
  let started = false;
  return {
    update: ({ done, total, rate, eta }) => {
      const payload = { label, rate: Math.round(rate), left: seconds(eta) };
      if (!started) bar.start(total, done, payload);
      else {
        bar.setTotal(total);
        bar.update(done, payload);
      }
      started = true;
    },
    stop: () => bar.stop(),
  };
};

const loadBars = (): typeof import("cli-progress") => createRequire(import.meta.url)("cli-progress");
