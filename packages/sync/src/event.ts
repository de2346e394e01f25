// The event: a flag that threads wait for.

import { deadlineAfter, timeLeft } from "./deadline.ts";
import { clearEvent, isSet, setEvent } from "./event-word.ts";
import type { WaitOptions } from "./guarded.ts";
import { Kind } from "./heap/layout.ts";
import { Arrival, HeapObject } from "./heap-object.ts";
import { keepAlive } from "./keep-alive.ts";
import { portable } from "./portable.ts";
import { waitWord, waitWordAsync } from "./wait-word.ts";

const BYTES = 4;

/**
 * A flag that all threads see and can wait for: Python's `multiprocessing.Event`. It is clear at first.
 *
 * @example
 * const ready = new Event();
 * ready.set();
 * ready.wait(); // => true
 */
export class Event extends HeapObject {
  constructor();
  /** @internal */
  constructor(arrival: Arrival);
  constructor(arrival?: Arrival) {
    super("Event", Kind.event, BYTES, arrival);
  }

  static [portable](state: unknown): Event {
    return new Event(new Arrival(state as number));
  }

  /** Sets the flag and wakes all who wait. */
  set(): void {
    setEvent(this.view, this.state >>> 2);
  }

  /** Clears the flag; who waits afterwards waits for the next `set`. */
  clear(): void {
    clearEvent(this.view, this.state >>> 2);
  }

  /** Whether the flag is set. */
  isSet(): boolean {
    return isSet(Atomics.load(this.view, this.state >>> 2));
  }

  /**
   * Blocks this thread until the flag is set. A `set` that comes while it waits ends the wait even if a `clear`
   * follows at once.
   * @param timeout milliseconds @default no limit
   * @returns whether the flag was set within the time
   * @throws {WouldBlockError} if it is not set and this thread may not block: use `waitAsync`
   */
  wait(timeout?: number): boolean {
    const state = this.state;
    const deadline = deadlineAfter("Event.wait", timeout);
    const seen = Atomics.load(this.view, state >>> 2);
    while (Atomics.load(this.view, state >>> 2) === seen && !isSet(seen)) {
      const left = timeLeft(deadline);
      if (left === 0) return false;
      waitWord(state, seen, left);
    }
    return true;
  }

  /**
   * Resolves when the flag is set.
   * @returns whether it was set within the time
   * @throws the signal's reason if it aborts
   */
  async waitAsync({ timeout, signal }: WaitOptions = {}): Promise<boolean> {
    signal?.throwIfAborted();
    const state = this.state;
    const deadline = deadlineAfter("Event.waitAsync", timeout);
    const seen = Atomics.load(this.view, state >>> 2);
    while (Atomics.load(this.view, state >>> 2) === seen && !isSet(seen)) {
      const left = timeLeft(deadline);
      if (left === 0) return false;
      await keepAlive(waitWordAsync(state, seen, { timeout: left, signal }));
    }
    return true;
  }
}
