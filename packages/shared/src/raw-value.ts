// RawValue: one number in memory that every thread sees, without a lock.

import { type PortableForm, portable } from "@mp/sync";
import { blockOf, disposeBuffer, release, retain } from "@mp/sync/internal";
import { allocateArray, viewOf } from "./allocate-array.ts";
import { callableClass } from "./callable-class.ts";
import {
  type DType,
  type DTypeOf,
  dtypeOf,
  type ElementOf,
  type ElementType,
  isBigInteger,
  type SharedTypedArray,
} from "./dtypes.ts";
import { checkElement } from "./elements.ts";

/** What `RawValue` makes for an element type. */
export interface RawValue<E extends ElementType = ElementType> extends Disposable {
  readonly dtype: DTypeOf<E>;
  /**
   * The number. An integer out of range wraps, as in ctypes.
   * @throws {TypeError} on writing a fraction to an integer type, or a number to a 64-bit one (use `5n`)
   */
  value: ElementOf<E>;
  /** Gives this thread's share of the memory back now; other threads keep theirs. */
  dispose(): void;
  [portable](): PortableForm;
}

interface RawValueFactory {
  <E extends ElementType>(type: E, initial?: ElementOf<E>): RawValue<E>;
  new <E extends ElementType>(type: E, initial?: ElementOf<E>): RawValue<E>;
  [portable](state: unknown): RawValue;
}

interface State {
  dtype: DType;
  address: number;
}

class Value {
  readonly dtype: DType;
  readonly #cell: SharedTypedArray;

  constructor(type: ElementType | State, initial?: number | bigint) {
    if (typeof type === "object" && type !== null) {
      this.dtype = type.dtype;
      this.#cell = viewOf(type.dtype, type.address, 1);
      return;
    }
    this.dtype = dtypeOf("RawValue", type);
    const start = initial ?? (isBigInteger(this.dtype) ? 0n : 0);
    checkElement("RawValue", this.dtype, start, "initial value");
    this.#cell = allocateArray("RawValue", this.dtype, 1);
    this.#cell[0] = start as never;
  }

  static [portable](state: State): Value {
    const value = new Value(state);
    release(state.address); // the message's hold
    return value;
  }

  get value(): number | bigint {
    blockOf(this.#cell.buffer); // throws after dispose
    return this.#cell[0]!;
  }

  set value(value: number | bigint) {
    blockOf(this.#cell.buffer);
    checkElement("RawValue", this.dtype, value);
    this.#cell[0] = value as never;
  }

  dispose(): void {
    disposeBuffer(this.#cell.buffer);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [portable](): PortableForm {
    blockOf(this.#cell.buffer);
    retain(this.#cell.byteOffset);
    const state: State = { dtype: this.dtype, address: this.#cell.byteOffset };
    return { module: "@mp/shared", name: "RawValue", state };
  }
}

/**
 * Makes one number in shared memory: Python's `multiprocessing.RawValue`. Passed to a worker, it is the same number
 * there. Nothing guards it: `v.value += 1` in two threads at once loses updates.
 *
 * @param type a dtype (`"int32"`), a ctypes typecode (`"i"`) or a typed array's constructor
 * @param initial @default 0
 * @throws {TypeError} for an unknown type or a value that it cannot have
 *
 * @example
 * const count = RawValue("int32", 5);
 * count.value += 1;
 * count.value // => 6
 */
export const RawValue = callableClass(Value) as unknown as RawValueFactory;
