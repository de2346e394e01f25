// What ends a call early: the caller's signal, and the time that it may take.

import { TimeoutError } from "@mp/sync";
import { longestTimer } from "./async-result.ts";
import { checkSignal, checkTimeout } from "./checks.ts";
import type { CallOptions } from "./options.ts";

/** @throws TypeError, RangeError for a signal or a timeout that is none. */
export const checkLimits = (where: string, { signal, timeout }: CallOptions): void => {
  checkSignal(where, signal);
  checkTimeout(where, timeout);
};

/** Watches one call, or all chunks of one map. */
export class CallLimits {
  readonly #where: string;
  readonly #signal: AbortSignal | undefined;
  readonly #timeout: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #giveUp: ((reason: unknown) => void) | undefined;

  constructor(where: string, options: CallOptions) {
    checkLimits(where, options);
    this.#where = where;
    this.#signal = options.signal;
    this.#timeout = options.timeout;
  }

  /** Whether there is anything to watch. */
  get any(): boolean {
    return this.#signal !== undefined || this.#timeout !== undefined;
  }

  /** Calls `giveUp` once, with the reason, when the call is to end; at once if the signal has aborted already. */
  watch(giveUp: (reason: unknown) => void): void {
    this.#giveUp = giveUp;
    if (this.#signal?.aborted) this.#onAbort();
    else this.#signal?.addEventListener("abort", this.#onAbort);
  }

  /** The call, or the first part of it, has reached a worker: its time runs from now. */
  began(): void {
    if (this.#timeout === undefined || this.#timer !== undefined || this.#giveUp === undefined) return;
    const timeout = this.#timeout;
    this.#timer = setTimeout(
      () =>
        this.#end(
          new TimeoutError(
            `${this.#where}: the call did not end within ${timeout} ms; give it longer, or smaller parts`,
          ),
        ),
      Math.min(timeout, longestTimer),
    );
  }

  /** The call has ended by itself. */
  ended(): void {
    this.#giveUp = undefined;
    clearTimeout(this.#timer);
    this.#signal?.removeEventListener("abort", this.#onAbort);
  }

  readonly #onAbort = (): void => this.#end(this.#signal!.reason);

  #end(reason: unknown): void {
    const giveUp = this.#giveUp;
    this.ended();
    giveUp?.(reason);
  }
}
