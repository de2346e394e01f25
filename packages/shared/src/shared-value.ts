// SharedValue: one number in memory that every thread sees, with a lock beside it.

import { type Lock, type PortableForm, portable, type RLock } from "@mp/sync";
import { callableClass } from "./callable-class.ts";
import type { DTypeOf, ElementOf, ElementType } from "./dtypes.ts";
import { RawValue } from "./raw-value.ts";
import { type LockOptions, lockArrived, lockFrom, under } from "./value-lock.ts";

/** What `SharedValue` makes for an element type. */
export interface SharedValue<E extends ElementType = ElementType> extends Disposable {
  readonly dtype: DTypeOf<E>;
  /** What guards the number; nothing with `{ lock: false }`. */
  readonly lock: RLock | Lock | undefined;
  /**
   * The number, read or written under the lock. `v.value += 1` is a read and a write: another thread may come between.
   * @throws {TypeError} on writing a fraction to an integer type, or a number to a 64-bit one (use `5n`)
   */
  value: ElementOf<E>;
  /**
   * Adds to the number, and nobody comes between.
   * @returns the sum
   * @throws {TypeError} as writing does
   */
  add(n: ElementOf<E>): ElementOf<E>;
  /** Calls `fn` while holding the lock. @returns what `fn` returns */
  with<T>(fn: (value: this) => T): T;
  /** Gives this thread's share of the memory back now, and of the lock's unless it was given; other threads keep theirs. */
  dispose(): void;
  [portable](): PortableForm;
}

interface SharedValueFactory {
  <E extends ElementType>(type: E, initial?: ElementOf<E>, options?: LockOptions): SharedValue<E>;
  new <E extends ElementType>(type: E, initial?: ElementOf<E>, options?: LockOptions): SharedValue<E>;
  [portable](state: unknown): SharedValue;
}

interface State {
  value: PortableForm;
  lock: PortableForm | undefined;
}

class Value {
  readonly lock: RLock | Lock | undefined;
  /** A lock that the user gave is the user's to dispose. */
  readonly #ownsLock: boolean = true;
  readonly #raw: RawValue;

  constructor(type: ElementType | State, initial?: number | bigint, options: LockOptions = {}) {
    if (typeof type === "object" && type !== null) {
      this.#raw = RawValue[portable](type.value.state);
      this.lock = lockArrived(type.lock);
    } else {
      this.#raw = RawValue(type, initial as never);
      this.lock = lockFrom("SharedValue", options);
      this.#ownsLock = options.lock === undefined;
    }
  }

  static [portable](state: State): Value {
    return new Value(state);
  }

  get dtype() {
    return this.#raw.dtype;
  }

  get value(): number | bigint {
    return under(this.lock, () => this.#raw.value);
  }

  set value(value: number | bigint) {
    under(this.lock, () => {
      this.#raw.value = value;
    });
  }

  add(n: number | bigint): number | bigint {
    return under(this.lock, () => {
      // Adding a bigint to a number is JavaScript's TypeError; adding a fraction to an integer is the value's.
      this.#raw.value = ((this.#raw.value as number) + (n as number)) as never;
      return this.#raw.value;
    });
  }

  with<T>(fn: (value: this) => T): T {
    return under(this.lock, () => fn(this));
  }

  dispose(): void {
    this.#raw.dispose();
    if (this.#ownsLock) this.lock?.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [portable](): PortableForm {
    const state: State = { value: this.#raw[portable](), lock: this.lock?.[portable]() };
    return { module: "@mp/shared", name: "SharedValue", state };
  }
}

/**
 * Makes one number in shared memory with a lock beside it: Python's `multiprocessing.Value`.
 *
 * @param type a dtype (`"int32"`), a ctypes typecode (`"i"`) or a typed array's constructor
 * @param initial @default 0
 * @throws {TypeError} for an unknown type, a value that it cannot have, or a lock that is none
 *
 * @example
 * const count = SharedValue("int32");
 * count.add(5); // => 5
 * count.with((v) => {
 *   v.value *= 2;
 * });
 * count.value // => 10
 */
export const SharedValue = callableClass(Value) as unknown as SharedValueFactory;
