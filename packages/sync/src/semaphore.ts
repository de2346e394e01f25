// Semaphores: a number of permits that threads acquire and release.

import { deadlineAfter } from "./deadline.ts";
import { OverReleaseError } from "./errors.ts";
import { Guarded, type WaitOptions } from "./guarded.ts";
import { type Hold, letGo } from "./heap/blocks.ts";
import { Kind } from "./heap/layout.ts";
import { words } from "./heap/realm.ts";
import { Arrival } from "./heap-object.ts";
import { countOf, type Holder, holdersOf, makeRecord, recoverPermits } from "./permits.ts";
import { portable } from "./portable.ts";
import {
  giveBack,
  initialise,
  numberOf,
  SEMAPHORE_BYTES,
  type SemaphorePlace,
  take,
  takeAsync,
  tryTake,
  wake,
} from "./semaphore-word.ts";

/** Python's SEM_VALUE_MAX. */
const MOST = 2 ** 31 - 1;

// The semaphores of which this thread has permits. It has them still when it forgets the object: the collector must not
// take the record along, by which they are listed and recovered should the thread die.
const held = new Set<Permits>();

abstract class Permits extends Guarded {
  /** Keeps the record of this thread's permits; its token is not `this`, which the semaphore's own hold has. */
  readonly #record: Hold;
  readonly #token = {};

  protected constructor(name: string, value: number | Arrival, bounded: boolean) {
    if (!(value instanceof Arrival)) checkValue(name, value);
    super(name, Kind.semaphore, SEMAPHORE_BYTES, value instanceof Arrival ? value : undefined);
    if (!(value instanceof Arrival)) initialise(this.state, value, bounded ? value : MOST);
    this.#record = makeRecord(numberOf(this.state), this.#token);
  }

  override acquire(timeout?: number): boolean {
    const place = this.#place();
    return this.#noted(tryTake(place) || take(place, deadlineAfter(`${this.name}.acquire`, timeout)));
  }

  override async acquireAsync({ timeout, signal }: WaitOptions = {}): Promise<boolean> {
    signal?.throwIfAborted();
    const place = this.#place();
    const deadline = deadlineAfter(`${this.name}.acquireAsync`, timeout);
    return this.#noted(tryTake(place) || (await takeAsync(place, deadline, signal)));
  }

  /**
   * Gives a permit back, from any thread, and wakes one that waits.
   * @throws {OverReleaseError} if there are as many permits as there can be
   */
  override release(): void {
    const place = this.#place();
    if (giveBack(place)) {
      if (Atomics.load(words(), place.count >>> 2) === 0) held.delete(this);
      return;
    }
    throw new OverReleaseError(`${this.name}.release: no permit is out; release once per acquire`);
  }

  /** How many permits are free at the moment. */
  getValue(): number {
    return Atomics.load(this.view, this.state >>> 2);
  }

  /** The threads that hold permits, as far as each releases its own: dead ones too, until `recover()`. */
  holders(): Holder[] {
    return holdersOf(numberOf(this.state));
  }

  /**
   * Gives back the permits of threads that died with them, and wakes as many that wait.
   * @returns how many permits that was
   */
  recover(): number {
    const value = this.state;
    const permits = recoverPermits(numberOf(value), value);
    if (permits > 0) wake(value, permits);
    return permits;
  }

  override dispose(): void {
    super.dispose();
    held.delete(this);
    letGo(this.#record, this.#token);
  }

  #noted(taken: boolean): boolean {
    if (taken) held.add(this);
    return taken;
  }

  #place(): SemaphorePlace {
    return { value: this.state, count: countOf(this.#record.address) };
  }
}

function checkValue(name: string, value: unknown): void {
  if (Number.isInteger(value) && (value as number) >= 0 && (value as number) <= MOST) return;
  throw new RangeError(`${name}: value must be an integer from 0 to ${MOST}, got ${String(value)}`);
}

/**
 * A number of permits: Python's `multiprocessing.Semaphore`. `acquire` takes one and waits while there is none;
 * `release` gives one back, or adds one. Pass it to a worker like any other value.
 *
 * Permits that a dead thread held are listed by `holders()` and given back by `recover()`.
 *
 * @example
 * const seats = new Semaphore(2);
 * seats.acquire(); // => true
 * seats.acquire(); // => true
 * seats.acquire(0); // => false
 * seats.release();
 * seats.getValue(); // => 1
 */
export class Semaphore extends Permits {
  /**
   * @param value how many permits there are at first: an integer from 0 @default 1
   * @throws {RangeError} for any other value
   */
  constructor(value?: number);
  /** @internal */
  constructor(arrival: Arrival);
  constructor(value: number | Arrival = 1) {
    super("Semaphore", value, false);
  }

  static [portable](state: unknown): Semaphore {
    return new Semaphore(new Arrival(state as number));
  }
}

/**
 * A semaphore that never has more permits than at first: Python's `multiprocessing.BoundedSemaphore`.
 *
 * @example
 * const seats = new BoundedSemaphore(1);
 * seats.run(() => seats.getValue()); // => 0
 * seats.release(); // throws OverReleaseError
 */
export class BoundedSemaphore extends Permits {
  /**
   * @param value how many permits there are: an integer from 0 @default 1
   * @throws {RangeError} for any other value
   */
  constructor(value?: number);
  /** @internal */
  constructor(arrival: Arrival);
  constructor(value: number | Arrival = 1) {
    super("BoundedSemaphore", value, true);
  }

  static [portable](state: unknown): BoundedSemaphore {
    return new BoundedSemaphore(new Arrival(state as number));
  }
}
