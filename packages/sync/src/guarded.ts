// Everything that is acquired and released: guards for `using`, and functions run while it is held.

import { TimeoutError } from "./errors.ts";
import { HeapObject } from "./heap-object.ts";

/** How an asynchronous wait may end early. */
export interface WaitOptions {
  /** Milliseconds; a negative number is 0. @default no limit */
  timeout?: number;
  /** Ends the wait: the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** Something acquired, to be released at the end of a `using` block. */
export interface Held extends Disposable {
  /**
   * Releases it now; the second time, and if this thread has lost it meanwhile (`Condition.wait` found its owner dead),
   * it does nothing.
   */
  release(): void;
}

/** What locks and semaphores have in common. */
export abstract class Guarded extends HeapObject {
  /**
   * Acquires it, blocking this thread until that is possible.
   * @param timeout milliseconds; 0 only tries @default no limit
   * @returns whether it was acquired within the time
   * @throws {OwnerDiedError} if a holder died
   * @throws {WouldBlockError} if it is not free and this thread may not block: use `acquireAsync`
   */
  abstract acquire(timeout?: number): boolean;

  /**
   * Acquires it without blocking the thread.
   * @returns whether it was acquired within the time
   * @throws {OwnerDiedError} if a holder died; the signal's reason if it aborts
   */
  abstract acquireAsync(options?: WaitOptions): Promise<boolean>;

  /** Releases it. */
  abstract release(): void;

  /** @internal What a guard does at its end. */
  endHold(): void {
    this.release();
  }

  /**
   * Acquires it until the end of the block: `using held = lock.hold()`.
   * @param timeout milliseconds @default no limit
   * @throws {TimeoutError} when the time is over
   */
  hold(timeout?: number): Held {
    if (!this.acquire(timeout)) throw new TimeoutError(`${this.name}.hold: not free within ${timeout} ms`);
    return new Hold(this);
  }

  /** As `hold`, without blocking the thread: `using held = await lock.holdAsync()`. */
  async holdAsync(options: WaitOptions = {}): Promise<Held> {
    if (!(await this.acquireAsync(options))) {
      throw new TimeoutError(`${this.name}.holdAsync: not free within ${options.timeout} ms`);
    }
    return new Hold(this);
  }

  /**
   * Calls `body` while holding it, and releases it whatever `body` does.
   * @returns what `body` returns
   */
  run<T>(body: () => T): T {
    const held = this.hold();
    try {
      return body();
    } finally {
      held.release();
    }
  }

  /** As `run`, without blocking the thread; it is held until what `body` returns has settled. */
  async runAsync<T>(body: () => T | PromiseLike<T>, options?: WaitOptions): Promise<T> {
    const held = await this.holdAsync(options);
    try {
      return await body();
    } finally {
      held.release();
    }
  }
}

class Hold implements Held {
  #held: Guarded | undefined;

  constructor(held: Guarded) {
    this.#held = held;
  }

  release(): void {
    const held = this.#held;
    this.#held = undefined;
    held?.endHold();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
