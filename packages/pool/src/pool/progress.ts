// Telling how far a map has come: to a callback, and as a bar on the terminal.

import { drawBar } from "#platform";
import type { Progress, ProgressOptions } from "./options.ts";

/** A bar on a terminal. */
export interface Bar {
  update(progress: Progress): void;
  stop(): void;
}

interface ReportOptions {
  progress?: boolean | ProgressOptions;
  onProgress?: (progress: Progress) => void;
}

export class ProgressReporter {
  readonly #began = performance.now();
  readonly #onProgress: ReportOptions["onProgress"];
  readonly #bar: Bar | undefined;
  #done = 0;
  #total: number;

  /** A reporter, if anybody wants to know. */
  static from(options: ReportOptions, total: number, name: string): ProgressReporter | undefined {
    if (!options.progress && options.onProgress === undefined) return undefined;
    return new ProgressReporter(options, total, name);
  }

  private constructor({ progress, onProgress }: ReportOptions, total: number, name: string) {
    this.#onProgress = onProgress;
    this.#total = total;
    const label = (typeof progress === "object" ? progress.label : undefined) ?? name;
    this.#bar = progress ? drawBar(label) : undefined;
    this.#bar?.update(this.#now());
  }

  #now(): Progress {
    const elapsed = performance.now() - this.#began;
    const rate = elapsed > 0 ? (this.#done / elapsed) * 1000 : 0;
    const eta = rate > 0 ? ((this.#total - this.#done) / rate) * 1000 : Number.POSITIVE_INFINITY;
    return { done: this.#done, total: this.#total, elapsed, rate, eta };
  }

  /** More items were taken from an input of unknown length. */
  found(count: number): void {
    this.#total += count;
  }

  advance(count: number): void {
    this.#done += count;
    const progress = this.#now();
    this.#bar?.update(progress);
    if (this.#onProgress === undefined) return;
    try {
      this.#onProgress(progress);
    } catch (error) {
      // As any callback's: an uncaught exception of the program, and no harm to the map.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  stop(): void {
    this.#bar?.stop();
  }
}
