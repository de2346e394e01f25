// The lock: one holder at a time among all threads, and a dead holder hangs nobody.

import { refuseDead } from "./acquire-word.ts";
import { OverReleaseError } from "./errors.ts";
import { Exclusive } from "./exclusive.ts";
import type { WaitOptions } from "./guarded.ts";
import { Kind } from "./heap/layout.ts";
import { Arrival } from "./heap-object.ts";
import { releaseWord } from "./lock-word.ts";
import { portable } from "./portable.ts";

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
export class Lock extends Exclusive {
  constructor();
  /** @internal */
  constructor(arrival: Arrival);
  constructor(arrival?: Arrival) {
    super("Lock", Kind.lock, BYTES, arrival);
  }

  static [portable](state: unknown): Lock {
    return new Lock(new Arrival(state as number));
  }

  override acquire(timeout?: number): boolean {
    return this.take(timeout);
  }

  override acquireAsync(options: WaitOptions = {}): Promise<boolean> {
    return this.takeAsync(options);
  }

  /**
   * Frees the lock, from any thread, and wakes one that waits.
   * @throws {OverReleaseError} if it is not held
   * @throws {OwnerDiedError} if its holder died
   */
  override release(): void {
    const word = releaseWord(this.view, this.state >>> 2);
    if (word === 0) throw new OverReleaseError("Lock.release: the lock is not held; release once per acquire");
    refuseDead(this.name, word);
  }
}
