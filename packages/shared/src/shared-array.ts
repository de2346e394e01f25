// SharedArray: a typed array in memory that every thread sees, with a lock beside it and checked access.

import { type Lock, type PortableForm, portable, type RLock } from "@mp/sync";
import { blockOf, disposeBuffer, release, retain } from "@mp/sync/internal";
import { viewOf } from "./allocate-array.ts";
import { callableClass } from "./callable-class.ts";
import {
  type ArrayOf,
  type DType,
  type DTypeOf,
  dtypeOf,
  type ElementOf,
  type ElementType,
  type SharedTypedArray,
} from "./dtypes.ts";
import { checkElement, checkElements } from "./elements.ts";
import { RawArray } from "./raw-array.ts";
import { type LockOptions, lockArrived, lockFrom, under } from "./value-lock.ts";

/** What `SharedArray` makes for an element type. */
export interface SharedArray<E extends ElementType = ElementType> extends Disposable, Iterable<ElementOf<E>> {
  readonly dtype: DTypeOf<E>;
  readonly length: number;
  /** The elements, as a typed array, past the lock: hold it, or know that nobody else writes. */
  readonly array: ArrayOf<E>;
  /** What guards the elements; nothing with `{ lock: false }`. */
  readonly lock: RLock | Lock | undefined;
  /** The element at `index`, read under the lock. @throws {RangeError} unless `index` is from 0 to `length - 1` */
  get(index: number): ElementOf<E>;
  /** As `get`; a negative index counts from the end. @throws {RangeError} if there is no such element */
  at(index: number): ElementOf<E>;
  /**
   * Writes one element, or several from `index` on, under the lock.
   * @throws {RangeError} if there is no such element, or not that many
   * @throws {TypeError} for a fraction in an integer type, or a number in a 64-bit one (use `5n`)
   */
  set(index: number, value: ElementOf<E> | ArrayLike<ElementOf<E>>): void;
  /** A copy of a part, as `Array.prototype.slice`, taken under the lock: what no thread was half-way through. */
  slice(start?: number, end?: number): ElementOf<E>[];
  /** Calls `fn` with the elements while holding the lock. @returns what `fn` returns */
  with<T>(fn: (array: ArrayOf<E>) => T): T;
  /** Gives this thread's share of the memory back now, and of the lock's unless it was given; other threads keep theirs. */
  dispose(): void;
  [portable](): PortableForm;
}

interface SharedArrayFactory {
  <E extends ElementType>(
    type: E,
    lengthOrValues: number | Iterable<ElementOf<E>>,
    options?: LockOptions,
  ): SharedArray<E>;
  new <E extends ElementType>(
    type: E,
    lengthOrValues: number | Iterable<ElementOf<E>>,
    options?: LockOptions,
  ): SharedArray<E>;
  [portable](state: unknown): SharedArray;
}

interface State {
  dtype: DType;
  address: number;
  length: number;
  lock: PortableForm | undefined;
}

type Element = number | bigint;

class GuardedArray {
  readonly dtype: DType;
  readonly lock: RLock | Lock | undefined;
  /** A lock that the user gave is the user's to dispose. */
  readonly #ownsLock: boolean = true;
  readonly #array: SharedTypedArray;

  constructor(type: ElementType | State, lengthOrValues: number | Iterable<Element> = 0, options: LockOptions = {}) {
    if (typeof type === "object" && type !== null) {
      this.dtype = type.dtype;
      this.#array = viewOf(type.dtype, type.address, type.length);
      this.lock = lockArrived(type.lock);
    } else {
      this.dtype = dtypeOf("SharedArray", type);
      this.#array = RawArray(this.dtype, lengthOrValues as never);
      this.lock = lockFrom("SharedArray", options);
      this.#ownsLock = options.lock === undefined;
    }
  }

  static [portable](state: State): GuardedArray {
    const array = new GuardedArray(state);
    release(state.address); // the message's hold
    return array;
  }

  get array(): SharedTypedArray {
    blockOf(this.#array.buffer); // throws after dispose
    return this.#array;
  }

  get length(): number {
    return this.#array.length;
  }

  get(index: number): Element {
    this.#checkIndex("get", index, index);
    return under(this.lock, () => this.array[index]!);
  }

  at(index: number): Element {
    const place = index < 0 ? index + this.length : index;
    this.#checkIndex("at", index, place);
    return under(this.lock, () => this.array[place]!);
  }

  set(index: number, value: Element | ArrayLike<Element>): void {
    this.#checkIndex("set", index, index);
    if (typeof value !== "object" || value === null) {
      checkElement("SharedArray.set", this.dtype, value);
      under(this.lock, () => {
        this.array[index] = value as never;
      });
      return;
    }
    if (index + value.length > this.length) {
      throw new RangeError(
        `SharedArray.set: ${value.length} values do not fit from index ${index} on; the length is ${this.length}`,
      );
    }
    checkElements("SharedArray.set", this.dtype, value);
    under(this.lock, () => (this.array as Float64Array).set(value as ArrayLike<number>, index));
  }

  slice(start?: number, end?: number): Element[] {
    return under(this.lock, () => Array.from<Element>(this.array).slice(start, end));
  }

  with<T>(fn: (array: SharedTypedArray) => T): T {
    return under(this.lock, () => fn(this.array));
  }

  [Symbol.iterator](): Iterator<Element> {
    return this.slice()[Symbol.iterator]();
  }

  dispose(): void {
    disposeBuffer(this.#array.buffer);
    if (this.#ownsLock) this.lock?.dispose();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [portable](): PortableForm {
    const { dtype, length, array } = this;
    retain(array.byteOffset);
    const state: State = { dtype, length, address: array.byteOffset, lock: this.lock?.[portable]() };
    return { module: "@mp/shared", name: "SharedArray", state };
  }

  #checkIndex(method: string, index: number, place: number): void {
    if (Number.isInteger(place) && place >= 0 && place < this.length) return;
    throw new RangeError(`SharedArray.${method}: there is no index ${index}; the length is ${this.length}`);
  }
}

/**
 * Makes a typed array in shared memory with a lock beside it: Python's `multiprocessing.Array`. `get`, `set` and
 * `slice` take the lock, each for itself; `with` holds it for several.
 *
 * @param type a dtype (`"float64"`), a ctypes typecode (`"d"`) or a constructor (`Float64Array`)
 * @param lengthOrValues how many elements, all zero, or the elements; integers out of range wrap as in ctypes
 * @throws {TypeError} for an unknown type, a value that it cannot have, or a lock that is none
 * @throws {RangeError} for a length that is negative, no integer, or more than the heap holds
 *
 * @example
 * const counts = SharedArray("int32", [1, 2, 3]);
 * counts.set(0, 10);
 * counts.at(-1) // => 3
 * counts.with((array) => array.reduce((sum, x) => sum + x)) // => 15
 */
export const SharedArray = callableClass(GuardedArray) as unknown as SharedArrayFactory;
