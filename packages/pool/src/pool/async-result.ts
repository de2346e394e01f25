// The handle of a call that was submitted: Python's AsyncResult, and a promise to whoever awaits it.

import { TimeoutError } from "@mp/sync";
import { PoolStateError } from "../errors.ts";
import { checkTimeout } from "./checks.ts";

/** Called once with the outcome. One that throws is an uncaught exception of the program, and harms no call. */
export interface CallbackOptions<R> {
  callback?: (value: R) => void;
  errorCallback?: (error: unknown) => void;
}

/**
 * A call on its way. Awaiting it gives the result.
 *
 * @example
 * const result = pool.applyAsync((x: number) => x * x, [7]);
 * await result.get(); // => 49
 */
export class AsyncResult<R> implements PromiseLike<R> {
  readonly #promise: Promise<R>;
  readonly #cancel: (reason: unknown) => void;
  #state: "pending" | "successful" | "failed" = "pending";

  /** Made by the pool. */
  constructor(promise: Promise<R>, cancel: (reason: unknown) => void, callbacks: CallbackOptions<R> = {}) {
    this.#promise = promise;
    this.#cancel = cancel;
    promise.then(
      (value) => {
        this.#state = "successful";
        callbacks.callback && runCallback(callbacks.callback, value);
      },
      (error) => {
        this.#state = "failed";
        callbacks.errorCallback && runCallback(callbacks.errorCallback, error);
      },
    );
  }

  /**
   * Waits for the result.
   *
   * @param timeout Milliseconds to wait for it; the call itself goes on. @default no limit
   * @throws TimeoutError when it is not there in time; else what the call threw.
   */
  async get(timeout?: number): Promise<R> {
    checkTimeout("AsyncResult.get", timeout);
    if (timeout === undefined) return this.#promise;
    if (await this.wait(timeout)) return this.#promise;
    throw new TimeoutError(
      `AsyncResult.get: no result within ${timeout} ms; the call goes on: get() again, or cancel()`,
    );
  }

  /**
   * Waits until the call has ended, well or not.
   *
   * @param timeout Milliseconds. @default no limit
   * @returns Whether it has ended.
   */
  async wait(timeout?: number): Promise<boolean> {
    checkTimeout("AsyncResult.wait", timeout);
    const ended = this.#promise.then(
      () => true,
      () => true,
    );
    if (timeout === undefined) return ended;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(resolve, Math.min(timeout, longestTimer), false);
    });
    try {
      return await Promise.race([ended, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Whether the call has ended. */
  ready(): boolean {
    return this.#state !== "pending";
  }

  /**
   * Whether the call returned.
   *
   * @throws PoolStateError while the call has not ended.
   */
  successful(): boolean {
    if (this.#state === "pending") {
      throw new PoolStateError("AsyncResult.successful: the call has not ended; await wait() first");
    }
    return this.#state === "successful";
  }

  /**
   * Gives the call up: it rejects with `reason`, and if it is running its worker is asked to stop, then replaced.
   *
   * @param reason @default a DOMException named `AbortError`
   */
  cancel(reason: unknown = new DOMException("The call was cancelled", "AbortError")): void {
    this.#cancel(reason);
  }

  // biome-ignore lint/suspicious/noThenProperty: awaiting the handle is awaiting the call
  then<A = R, B = never>(
    onfulfilled?: ((value: R) => A | PromiseLike<A>) | null,
    onrejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#promise.then(onfulfilled, onrejected);
  }
}

/** Longer delays overflow the platform's timers and would fire at once. */
export const longestTimer = 2 ** 31 - 1;

/** Throws of the callback become uncaught exceptions: nobody awaits a callback. */
const runCallback = <T>(callback: (value: T) => void, value: T): void => {
  try {
    callback(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
};
