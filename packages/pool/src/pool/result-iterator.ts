// The results of imap and imapUnordered, one by one: an async iterator that holds as much as its consumer lets it.

import { TimeoutError } from "@mp/sync";
import { longestTimer } from "./async-result.ts";
import { checkTimeout } from "./checks.ts";
import { Deque } from "./deque.ts";

type Outcome<R> = { value: R } | { error: unknown };

interface Waiter<R> {
  resolve(result: IteratorResult<R, undefined>): void;
  reject(error: unknown): void;
  timer: ReturnType<typeof setTimeout> | undefined;
  gone: boolean;
}

/** The way for results into an iterator. */
export interface ResultFeed<R> {
  push(outcome: Outcome<R>): void;
  /** No result will follow. */
  end(): void;
}

/** What an iterator's results come from. */
export interface ResultSource {
  /** Room for one result more: a consumer has taken one. */
  consumed(): void;
  /** Nobody will take another one. */
  cancelled(): void | Promise<void>;
}

/**
 * Results as they come. After a failed item `next()` rejects with its error, and goes on with the following item when it is
 * called again, as Python's iterator does. Leaving a `for await` loop cancels what is left.
 *
 * @example
 * for await (const square of pool.imap((x: number) => x * x, [1, 2, 3])) console.log(square); // => 1 4 9
 */
export class ResultIterator<R> implements AsyncIterableIterator<R, undefined> {
  readonly #outcomes = new Deque<Outcome<R>>();
  readonly #waiters = new Deque<Waiter<R>>();
  readonly #source: ResultSource;
  #ended = false;

  /** Made by the pool: `connect` is given the way in, and gives whom to tell of the consumer's doings. */
  constructor(connect: (feed: ResultFeed<R>) => ResultSource) {
    this.#source = connect({ push: (outcome) => this.#push(outcome), end: () => this.#end() });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /**
   * Waits for the next result.
   *
   * @param timeout Milliseconds; the result is not lost by waiting too short. @default no limit
   * @throws TimeoutError when there is none in time; else the error of the item.
   */
  next(timeout?: number): Promise<IteratorResult<R, undefined>> {
    return new Promise((resolve, reject) => {
      checkTimeout("ResultIterator.next", timeout);
      const outcome = this.#outcomes.shift();
      if (outcome !== undefined) {
        this.#source.consumed();
        if ("error" in outcome) reject(outcome.error);
        else resolve({ done: false, value: outcome.value });
        return;
      }
      if (this.#ended) {
        resolve({ done: true, value: undefined });
        return;
      }
      const waiter: Waiter<R> = { resolve, reject, timer: undefined, gone: false };
      if (timeout !== undefined) {
        waiter.timer = setTimeout(
          () => {
            waiter.gone = true;
            reject(
              new TimeoutError(
                `ResultIterator.next: no result within ${timeout} ms; call next() again to go on waiting`,
              ),
            );
          },
          Math.min(timeout, longestTimer),
        );
      }
      this.#waiters.push(waiter);
    });
  }

  /** Cancels what has not been computed, and closes the input. A `break` out of `for await` calls it. */
  async return(): Promise<IteratorResult<R, undefined>> {
    if (!this.#ended) {
      this.#end();
      this.#outcomes.drain();
      await this.#source.cancelled();
    }
    return { done: true, value: undefined };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }

  #push(outcome: Outcome<R>): void {
    if (this.#ended) return;
    const waiter = this.#nextWaiter();
    if (waiter === undefined) {
      this.#outcomes.push(outcome);
      return;
    }
    this.#source.consumed();
    if ("error" in outcome) waiter.reject(outcome.error);
    else waiter.resolve({ done: false, value: outcome.value });
  }

  #end(): void {
    this.#ended = true;
    for (let waiter = this.#nextWaiter(); waiter !== undefined; waiter = this.#nextWaiter()) {
      waiter.resolve({ done: true, value: undefined });
    }
  }

  #nextWaiter(): Waiter<R> | undefined {
    for (let waiter = this.#waiters.shift(); waiter !== undefined; waiter = this.#waiters.shift()) {
      clearTimeout(waiter.timer);
      if (!waiter.gone) return waiter;
    }
    return undefined;
  }
}
