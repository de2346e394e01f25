// The condition: threads that hold a lock wait for others to tell them that something has changed.

import {
  CONDITION_BYTES,
  leaveLine,
  MOST_WAITERS,
  notified,
  setLock,
  standInLine,
  stillWaiting,
  wakeLine,
} from "./condition-word.ts";
import { deadlineAfter, timeLeft } from "./deadline.ts";
import { NotOwnerError, WouldBlockError } from "./errors.ts";
import { Guarded, type WaitOptions } from "./guarded.ts";
import { Kind } from "./heap/layout.ts";
import { Arrival } from "./heap-object.ts";
import { keepAlive } from "./keep-alive.ts";
import { Lock } from "./lock.ts";
import { type PortableForm, portable } from "./portable.ts";
import { RLock } from "./rlock.ts";
import { canBlock, waitWord, waitWordAsync } from "./wait-word.ts";

interface State {
  block: number;
  lock: PortableForm;
}

class ConditionArrival extends Arrival {
  readonly lock: Lock | RLock;

  constructor({ block, lock }: State) {
    super(block);
    this.lock = (lock.name === "RLock" ? RLock : Lock)[portable](lock.state);
  }
}

/**
 * A condition over all threads of the program: Python's `multiprocessing.Condition`. A thread that holds its lock
 * waits, which frees the lock meanwhile; another changes something under the lock and notifies. It is acquired and
 * released as its lock is.
 *
 * Its lock is a {@link Lock} unless another is given, which keeps the asynchronous tasks of one thread apart too; with
 * an {@link RLock}, which they share, no two of them may use the condition.
 *
 * Those who wait longest are woken first. What a thread that died had been told is told to the next. At most
 * 500 can wait at the same time.
 *
 * @example
 * const changed = new Condition();
 * await changed.runAsync(async () => {
 *   await changed.waitForAsync(() => basket.length > 0);
 * });
 */
export class Condition extends Guarded {
  /** The lock that the condition goes with. */
  readonly lock: Lock | RLock;

  /** @param lock the lock to go with it @default a new `Lock` */
  constructor(lock?: Lock | RLock);
  /** @internal */
  constructor(arrival: Arrival);
  constructor(given?: Lock | RLock | Arrival) {
    super("Condition", Kind.condition, CONDITION_BYTES, given instanceof Arrival ? given : undefined);
    const lock = given instanceof ConditionArrival ? given.lock : (given ?? new Lock());
    if (!(lock instanceof Lock || lock instanceof RLock)) {
      throw new TypeError(`Condition: lock must be a Lock or an RLock, got ${String(lock)}`);
    }
    this.lock = lock;
    if (!(given instanceof Arrival)) setLock(this.state, lock.wordAddress);
  }

  static [portable](state: unknown): Condition {
    return new Condition(new ConditionArrival(state as State));
  }

  override [portable](): PortableForm {
    const form = super[portable]();
    const state: State = { block: form.state as number, lock: this.lock[portable]() };
    return { ...form, state };
  }

  override acquire(timeout?: number): boolean {
    return this.lock.acquire(timeout);
  }

  override acquireAsync(options?: WaitOptions): Promise<boolean> {
    return this.lock.acquireAsync(options);
  }

  override release(): void {
    this.lock.release();
  }

  /** @internal */
  override endHold(): void {
    this.lock.endHold();
  }

  /**
   * Frees the lock, blocks this thread until it is notified, and takes the lock again.
   * @param timeout milliseconds @default no limit
   * @returns whether it was notified within the time
   * @throws {NotOwnerError} if this thread does not hold the lock
   * @throws {OwnerDiedError} if a thread died with the lock, which is not held then
   * @throws {WouldBlockError} if this thread may not block: use `waitAsync`
   */
  wait(timeout?: number): boolean {
    const deadline = deadlineAfter("Condition.wait", timeout);
    if (!canBlock()) throw new WouldBlockError("a page may not block its thread: use Condition.waitAsync");
    const { place, word } = this.#standInLine("wait");
    const depth = this.lock.suspend();
    while (stillWaiting(place, word) && timeLeft(deadline) > 0) waitWord(place, word, timeLeft(deadline));
    try {
      this.lock.resume(depth);
    } catch (error) {
      this.#passOn(place);
      throw error;
    }
    return notified(leaveLine(place));
  }

  /**
   * As `wait`, without blocking the thread.
   * @throws the signal's reason if it aborts first; the lock is held again then
   */
  async waitAsync({ timeout, signal }: WaitOptions = {}): Promise<boolean> {
    const deadline = deadlineAfter("Condition.waitAsync", timeout);
    signal?.throwIfAborted();
    const { place, word } = this.#standInLine("waitAsync");
    const depth = this.lock.suspend();
    let aborted: { reason: unknown } | undefined;
    try {
      while (stillWaiting(place, word) && timeLeft(deadline) > 0) {
        await keepAlive(waitWordAsync(place, word, { timeout: timeLeft(deadline), signal }));
      }
    } catch (reason) {
      aborted = { reason };
    }
    try {
      await this.lock.resumeAsync(depth);
    } catch (error) {
      this.#passOn(place);
      throw error;
    }
    const wasNotified = notified(leaveLine(place));
    if (aborted && !wasNotified) throw aborted.reason;
    return wasNotified;
  }

  /**
   * Waits until `predicate`, called under the lock, returns something true.
   * @param timeout milliseconds @default no limit
   * @returns what it returned last
   */
  waitFor<T>(predicate: () => T, timeout?: number): T {
    const deadline = deadlineAfter("Condition.waitFor", timeout);
    let result = predicate();
    while (!result && timeLeft(deadline) > 0) {
      this.wait(timeLeft(deadline));
      result = predicate();
    }
    return result;
  }

  /** As `waitFor`, without blocking the thread. */
  async waitForAsync<T>(predicate: () => T, { timeout, signal }: WaitOptions = {}): Promise<T> {
    const deadline = deadlineAfter("Condition.waitForAsync", timeout);
    let result = predicate();
    while (!result && timeLeft(deadline) > 0) {
      await this.waitAsync({ timeout: timeLeft(deadline), signal });
      result = predicate();
    }
    return result;
  }

  /**
   * Wakes those who have waited longest; they go on when the lock is free.
   * @param count how many at most @default 1
   * @throws {NotOwnerError} if this thread does not hold the lock
   */
  notify(count = 1): void {
    this.#mustHold("notify");
    wakeLine(this.state, count);
  }

  /** Wakes all who wait. @throws {NotOwnerError} if this thread does not hold the lock */
  notifyAll(): void {
    this.#mustHold("notifyAll");
    wakeLine(this.state, MOST_WAITERS);
  }

  #standInLine(caller: string) {
    this.#mustHold(caller);
    const standing = standInLine(this.state, this.thread);
    if (standing) return standing;
    throw new RangeError(`Condition.${caller}: ${MOST_WAITERS} wait already, and there is room for no more`);
  }

  #mustHold(caller: string): void {
    if (this.lock.isMine()) return;
    throw new NotOwnerError(`Condition.${caller}: this thread does not hold the lock; acquire it first`);
  }

  /** Leaves the line; a notification that this waiter cannot use goes to another. */
  #passOn(place: number): void {
    if (notified(leaveLine(place))) wakeLine(this.state, 1);
  }
}
