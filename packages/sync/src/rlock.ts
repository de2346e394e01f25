// The recursive lock: its holder may take it again.

import { refuseDead } from "./acquire-word.ts";
import { NotOwnerError } from "./errors.ts";
import { Exclusive } from "./exclusive.ts";
import type { WaitOptions } from "./guarded.ts";
import { Kind } from "./heap/layout.ts";
import { Arrival } from "./heap-object.ts";
import { ownerOf, releaseWord } from "./lock-word.ts";
import { portable } from "./portable.ts";

// The lock's word, then how often its holder has taken it beyond once; only the holder touches that.
const BYTES = 8;

/**
 * A lock that the thread which holds it may take again: Python's `multiprocessing.RLock`. It is free when it was
 * released as often as acquired, by that thread alone. The holder is a thread: asynchronous tasks of one thread do
 * not exclude each other; use {@link Lock} for that.
 *
 * @example
 * const lock = new RLock();
 * lock.acquire();
 * lock.acquire(); // => true
 * lock.release();
 * lock.locked(); // => true
 * lock.release();
 */
export class RLock extends Exclusive {
  constructor();
  /** @internal */
  constructor(arrival: Arrival);
  constructor(arrival?: Arrival) {
    super("RLock", Kind.lock, BYTES, arrival);
  }

  static [portable](state: unknown): RLock {
    return new RLock(new Arrival(state as number));
  }

  override acquire(timeout?: number): boolean {
    if (this.isMine()) return this.#again();
    return this.take(timeout);
  }

  override async acquireAsync(options: WaitOptions = {}): Promise<boolean> {
    if (this.isMine()) return this.#again();
    return this.takeAsync(options);
  }

  /**
   * Undoes one acquire; the last one frees the lock and wakes a thread that waits.
   * @throws {NotOwnerError} if this thread does not hold it
   * @throws {OwnerDiedError} if its holder died
   */
  override release(): void {
    if (!this.isMine()) {
      const word = this.word;
      refuseDead(this.name, word);
      throw new NotOwnerError(
        word === 0
          ? "RLock.release: the lock is not held; release once per acquire"
          : `RLock.release: thread ${ownerOf(word)} holds the lock, not this one (${this.thread})`,
      );
    }
    const depth = this.#depthIndex;
    if (this.view[depth] === 0) releaseWord(this.view, this.state >>> 2);
    else this.view[depth] = this.view[depth]! - 1;
  }

  override recover(): void {
    super.recover();
    this.view[this.#depthIndex] = 0;
  }

  /** @internal */
  override suspend(): number {
    const depth = this.view[this.#depthIndex]!;
    this.view[this.#depthIndex] = 0;
    this.release();
    return depth;
  }

  /** @internal */
  override resume(depth: number): void {
    this.take(undefined);
    this.view[this.#depthIndex] = depth;
  }

  /** @internal */
  override async resumeAsync(depth: number): Promise<void> {
    await this.takeAsync({});
    this.view[this.#depthIndex] = depth;
  }

  #again(): true {
    const depth = this.#depthIndex;
    this.view[depth] = this.view[depth]! + 1;
    return true;
  }

  get #depthIndex(): number {
    return (this.state >>> 2) + 1;
  }
}
