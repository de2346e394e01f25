// What Lock and RLock share: one word that says who holds it.

import { acquireWord, acquireWordAsync, type LockPlace, refuseDead } from "./acquire-word.ts";
import { deadlineAfter } from "./deadline.ts";
import { NotOwnerError } from "./errors.ts";
import { Guarded, type WaitOptions } from "./guarded.ts";
import { ownerDied, ownerOf, recoverWord, tryAcquire } from "./lock-word.ts";

export abstract class Exclusive extends Guarded {
  /** The word. */
  protected get word(): number {
    return Atomics.load(this.view, this.state >>> 2);
  }

  /** Takes the lock if it is free, and waits for it otherwise. */
  protected take(timeout: number | undefined): boolean {
    return tryAcquire(this.view, this.state >>> 2, this.thread) || this.#takeSlowly(timeout);
  }

  #takeSlowly(timeout: number | undefined): boolean {
    const deadline = deadlineAfter(`${this.name}.acquire`, timeout);
    if (this.#onlyTries(timeout)) return false;
    return acquireWord(this.#place(), deadline);
  }

  /** As `take`, without blocking the thread. */
  protected async takeAsync({ timeout, signal }: WaitOptions): Promise<boolean> {
    signal?.throwIfAborted();
    if (tryAcquire(this.view, this.state >>> 2, this.thread)) return true;
    const deadline = deadlineAfter(`${this.name}.acquireAsync`, timeout);
    if (this.#onlyTries(timeout)) return false;
    return acquireWordAsync(this.#place(), deadline, signal);
  }

  /** Without a wait there is nothing to announce. */
  #onlyTries(timeout: number | undefined): boolean {
    if (timeout === undefined || timeout > 0) return false;
    refuseDead(this.name, this.word);
    return true;
  }

  #place(): LockPlace {
    return { view: this.view, address: this.state, thread: this.thread, name: this.name };
  }

  /** @internal A lock that was lost may be held by who recovered it. */
  override endHold(): void {
    if (this.isMine()) this.release();
  }

  /** @internal Where the word is. */
  get wordAddress(): number {
    return this.state;
  }

  /** @internal Whether this thread holds the lock. */
  isMine(): boolean {
    const word = this.word;
    return ownerOf(word) === this.thread && !ownerDied(word);
  }

  /** @internal Frees the lock, however often it was taken. @returns what `resume` needs to take it as often */
  suspend(): number {
    this.release();
    return 1;
  }

  /** @internal Undoes `suspend`. */
  resume(_depth: number): void {
    this.take(undefined);
  }

  /** @internal As `resume`, without blocking the thread. */
  async resumeAsync(_depth: number): Promise<void> {
    await this.takeAsync({});
  }

  /** Whether somebody, dead or alive, holds the lock. */
  locked(): boolean {
    return this.word !== 0;
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
        ? `${this.name}.recover: nobody died holding the lock, it is free; use acquire()`
        : `${this.name}.recover: thread ${ownerOf(word)} holds the lock and lives; use acquire()`,
    );
  }
}
