// A progress bar on the terminal, drawn by `cli-progress`; loaded by the first map that wants one.

import type { SingleBar } from "cli-progress";
import type { Progress } from "../pool/options.ts";
import type { Bar } from "../pool/progress.ts";

const format = "{label} {bar} {percentage}% · {value}/{total} · {rate}/s · {left}";

const seconds = (milliseconds: number): string =>
  Number.isFinite(milliseconds) ? `${Math.ceil(milliseconds / 1000)} s left` : "";

/** Draws a bar on standard error; `undefined` when that is no terminal. */
export const drawBar = (label: string): Bar | undefined => {
  if (!process.stderr.isTTY) return undefined;
  let latest: Progress | undefined;
  let bar: SingleBar | undefined;
  let stopped = false;
  const draw = (): void => {
    if (bar === undefined || latest === undefined) return;
    const { done, total, rate, eta } = latest;
    const payload = { label, rate: Math.round(rate), left: seconds(eta) };
    if (!bar.isActive) bar.start(total, done, payload);
    else {
      bar.setTotal(total);
      bar.update(done, payload);
    }
  };
  void import("cli-progress").then(({ default: { SingleBar, Presets } }) => {
    if (stopped) return;
    bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, barsize: 30 }, Presets.shades_classic);
    draw();
  });
  return {
    update: (progress) => {
      latest = progress;
      draw();
    },
    stop: () => {
      stopped = true;
      bar?.stop();
    },
  };
};
