// The lock: one holder at a time among all threads, and a dead holder hangs nobody.

import { deadlineAfter, timeLeft } from "./deadline.ts";
import { NotOwnerError, OverReleaseError, OwnerDiedError, TimeoutError } from "./errors.ts";
import { Kind } from "./heap/layout.ts";
import { Arrival, HeapObject } from "./heap-object.ts";
import { keepAlive } from "./keep-alive.ts";
import { acquireOrAnnounce, ownerDied, ownerOf, recoverWord, releaseWord, tryAcquire } from "./lock-word.ts";
import { portable } from "./portable.ts";
import { waitWord, waitWordAsync } from "./wait-word.ts";

/** How long an asynchronous wait may take. */
export interface WaitOptions {
  /** Milliseconds; a negative number is 0. @default no limit */
  timeout?: number;
  /** Ends the wait: the call rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** A lock that is held until the end of a `using` block. */
export interface Held extends Disposable {
  /** Releases the lock; the second time it does nothing. */
  release(): void;
}

const BYTES = 4;

/**
 * A lock over all threads of the program: Python's `multiprocessing.Lock`. It is not recursive, and like Python's it
 * may be released by another thread than acquired it. Pass it to a worker like any other value.
 *
 * When the thread that holds it dies, everyone who waits and everyone who comes gets `OwnerDiedError`, until someone
 * calls `recover()`.
 *
 * @example
 * const lock = new Lock();
 * {
 *   using held = lock.hold();
 *   lock.locked(); // => true
 * }
 * lock.locked(); // => false
 */
export class Lock extends HeapObject {
  constructor();
  /** @internal */
  constructor(arrival: Arrival);
  constructor(arrival?: Arrival) {
    super("Lock", Kind.lock, BYTES, arrival);
  }

  static [portable](state: unknown): Lock {
    return new Lock(new Arrival(state as number));
  }

  /**
   * Takes the lock, blocking this thread until it is free.
   * @param timeout milliseconds; 0 only tries @default no limit
   * @returns whether the lock was taken within the time
   * @throws {OwnerDiedError} if its holder died
   * @throws {WouldBlockError} if it is taken and this thread may not block: use `acquireAsync`
   */
  acquire(timeout?: number): boolean {
    const index = this.state >>> 2;
    return tryAcquire(this.view, index, this.thread) || this.#acquireSlowly(index, timeout);
  }

  #acquireSlowly(index: number, timeout: number | undefined): boolean {
    const deadline = deadlineAfter("Lock.acquire", timeout);
    // Without a wait there is nothing to announce.
    if (timeout !== undefined && timeout <= 0) return this.#refuseDead(Atomics.load(this.view, index));
    for (let slept = false; ; slept = true) {
      const busy = acquireOrAnnounce(this.view, index, this.thread, slept);
      if (busy === 0) return true;
      this.#refuseDead(busy);
      const left = timeLeft(deadline);
      if (left === 0) return false;
      waitWord((index << 2) >>> 0, busy, left);
    }
  }

  /**
   * Takes the lock without blocking the thread.
   * @returns whether the lock was taken within the time
   * @throws {OwnerDiedError} if its holder died; the signal's reason if it aborts
   */
  async acquireAsync({ timeout, signal }: WaitOptions = {}): Promise<boolean> {
    signal?.throwIfAborted();
    const index = this.state >>> 2;
    if (tryAcquire(this.view, index, this.thread)) return true;
    const deadline = deadlineAfter("Lock.acquireAsync", timeout);
    if (timeout !== undefined && timeout <= 0) return this.#refuseDead(Atomics.load(this.view, index));
    for (let slept = false; ; slept = true) {
      const busy = acquireOrAnnounce(this.view, index, this.thread, slept);
      if (busy === 0) return true;
      this.#refuseDead(busy);
      const left = timeLeft(deadline);
      if (left === 0) return false;
      await keepAlive(waitWordAsync((index << 2) >>> 0, busy, { timeout: left, signal }));
    }
  }

  #refuseDead(word: number): false {
    if (!ownerDied(word)) return false;
    const owner = ownerOf(word);
    throw new OwnerDiedError(
      `Lock: thread ${owner} died holding it; check what it protects, then take it over with recover()`,
      owner,
    );
  }

  /**
   * Frees the lock, from any thread, and wakes one that waits.
   * @throws {OverReleaseError} if it is not held
   * @throws {OwnerDiedError} if its holder died
   */
  release(): void {
    const index = this.state >>> 2;
    const word = releaseWord(this.view, index);
    if (word === 0) throw new OverReleaseError("Lock.release: the lock is not held; release once per acquire");
    this.#refuseDead(word);
  }

  /** Whether somebody, dead or alive, holds the lock. */
  locked(): boolean {
    return Atomics.load(this.view, this.state >>> 2) !== 0;
  }

  /**
   * Takes the lock until the end of the block: `using held = lock.hold()`.
   * @param timeout milliseconds @default no limit
   * @throws {TimeoutError} when the time is over
   */
  hold(timeout?: number): Held {
    if (!this.acquire(timeout)) throw new TimeoutError(`Lock.hold: not free within ${timeout} ms`);
    return new HeldLock(this);
  }

  /** As `hold`, without blocking the thread: `using held = await lock.holdAsync()`. */
  async holdAsync(options: WaitOptions = {}): Promise<Held> {
    if (!(await this.acquireAsync(options))) {
      throw new TimeoutError(`Lock.holdAsync: not free within ${options.timeout} ms`);
    }
    return new HeldLock(this);
  }

  /**
   * Calls `body` holding the lock, which is free again whatever `body` does.
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

  /** As `run`, without blocking the thread; the lock is held until what `body` returns has settled. */
  async runAsync<T>(body: () => T | PromiseLike<T>, options?: WaitOptions): Promise<T> {
    const held = await this.holdAsync(options);
    try {
      return await body();
    } finally {
      held.release();
    }
  }

  /**
   * Takes the lock over from a holder that died. What the lock protects may be half changed: look at it first.
   * @throws {NotOwnerError} if no holder died, or another thread was first
   */
  recover(): void {
    const word = recoverWord(this.view, this.state >>> 2, this.thread);
    if (ownerDied(word)) return;
    throw new NotOwnerError(
      word === 0
        ? "Lock.recover: nobody died holding the lock, it is free; use acquire()"
        : `Lock.recover: thread ${ownerOf(word)} holds the lock and lives; use acquire()`,
    );
  }
}

class HeldLock implements Held {
  #lock: Lock | undefined;

  constructor(lock: Lock) {
    this.#lock = lock;
  }

  release(): void {
    const lock = this.#lock;
    this.#lock = undefined;
    lock?.release();
  }

  [Symbol.dispose](): void {
    this.release();
  }
}
