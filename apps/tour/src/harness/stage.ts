// Where a stop of the tour runs its programs: each run is timed, checked and written as one row of the page.

import type { Complaint } from "./compare.ts";
import { formatDuration, formatRatio } from "./duration.ts";
import type { Page } from "./page.ts";
import { type OnProgress, withBar } from "./progress-bar.ts";

/** One run of a program. */
export interface Run<R> {
  label: string;
  run(onProgress: OnProgress): R | Promise<R>;
  /** The result in a few words. */
  show(result: R): string;
  /** What is wrong with the result; without it, there is nothing to check this run against. */
  check?(result: R): Complaint;
  /** Run it once before the run that is timed, so that what is compiled and loaded at first use is there. @default false */
  warm?: boolean;
  /** Not the same work as the reference: its time is not compared. @default false */
  aside?: boolean;
  /** Later rows say how many times as fast as this one they are. @default false */
  reference?: boolean;
}

export class Stage {
  readonly page: Page;
  /** How many workers the programs are to use. */
  readonly workers: number;
  right = 0;
  /** The labels of the rows whose answer was wrong, or that threw. */
  readonly wrong: string[] = [];
  #referenceTime: number | undefined;

  constructor(page: Page, workers: number) {
    this.page = page;
    this.workers = workers;
  }

  /** `pool.map, 2 workers`, and in which state they are. */
  poolLabel(state: "starting" | "running"): string {
    return `pool.map, ${this.workers} worker${this.workers === 1 ? "" : "s"} ${state}`;
  }

  /** Runs, times, checks and writes one row; returns the result unless it is wrong. A run that throws is a wrong answer. */
  async measure<R>({
    label,
    run,
    show,
    check,
    warm = false,
    aside = false,
    reference = false,
  }: Run<R>): Promise<R | undefined> {
    let start = performance.now();
    let result: R;
    try {
      if (warm) await run(() => {});
      start = performance.now();
      result = await withBar(this.page, label, run);
    } catch (error) {
      const time = formatDuration(performance.now() - start);
      this.page.row({ mark: "wrong", label, result: "failed", time });
      this.page.complaint(describe(error));
      this.wrong.push(label);
      return undefined;
    }
    const time = performance.now() - start;
    const complaint = check?.(result);
    const compared = this.#referenceTime !== undefined && !aside;
    const ratio = compared ? formatRatio(this.#referenceTime! / time) : undefined;
    if (reference) this.#referenceTime = time;
    const mark = complaint ? "wrong" : check ? "right" : "reference";
    this.page.row({ mark, label, result: show(result), time: formatDuration(time), ratio });
    if (complaint) {
      this.page.complaint(complaint);
      this.wrong.push(label);
      return undefined;
    }
    if (check) this.right++;
    return result;
  }
}

/** An error as the page shows it: with its stack, since a program of the tour is not supposed to throw. */
export const describe = (error: unknown): string => {
  if (!(error instanceof Error)) return `thrown: ${String(error)}`;
  const cause = error.cause === undefined ? "" : `\ncaused by ${describe(error.cause)}`;
  return `${error.stack ?? `${error.name}: ${error.message}`}${cause}`;
};
