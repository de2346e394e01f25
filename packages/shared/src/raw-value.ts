// RawValue: one number in memory that every thread sees, without a lock.

import { type PortableForm, portable } from "@mp/sync";
import { blockOf, disposeBlock, release, retain } from "@mp/sync/internal";
import { allocateArray, viewOf } from "./allocate-array.ts";
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
export type RawValue<E extends ElementType = ElementType> = ValueInHeap<DTypeOf<E>>;

interface RawValueFactory {
  <E extends ElementType>(type: E, initial?: ElementOf<E>): RawValue<E>;
  new <E extends ElementType>(type: E, initial?: ElementOf<E>): RawValue<E>;
  [portable](state: unknown): RawValue;
}

class ValueInHeap<D extends DType> implements Disposable {
  readonly dtype: D;
  readonly #cell: SharedTypedArray;

  constructor(dtype: D, cell: SharedTypedArray) {
    this.dtype = dtype;
    this.#cell = cell;
  }

  /**
   * The number. An integer out of range wraps, as in ctypes.
   * @throws {TypeError} on writing a fraction to an integer type, or a number to a 64-bit one (use `5n`)
   */
  get value(): ElementOf<D> {
    blockOf(this.#cell.buffer);
    return this.#cell[0] as ElementOf<D>;
  }

  set value(value: ElementOf<D>) {
    blockOf(this.#cell.buffer);
    checkElement("RawValue", this.dtype, value);
    this.#cell[0] = value as never;
  }

  /** Gives this thread's share of the memory back now; other threads keep theirs. */
  dispose(): void {
    disposeBlock(this.#cell.byteOffset);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  [portable](): PortableForm {
    blockOf(this.#cell.buffer);
    retain(this.#cell.byteOffset);
    return { module: "@mp/shared", name: "RawValue", state: { dtype: this.dtype, address: this.#cell.byteOffset } };
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
export const RawValue: RawValueFactory = Object.assign(
  function RawValue(type: ElementType, initial?: number | bigint): RawValue {
    const dtype = dtypeOf("RawValue", type);
    const start = initial ?? (isBigInteger(dtype) ? 0n : 0);
    checkElement("RawValue", dtype, start, "initial value");
    const made = new ValueInHeap(dtype, allocateArray("RawValue", dtype, 1)) as RawValue;
    made.value = start as never;
    return made;
  },
  {
    [portable](state: unknown): RawValue {
      const { dtype, address } = state as { dtype: DType; address: number };
      const cell = viewOf(dtype, address, 1);
      release(address); // the message's hold
      return new ValueInHeap(dtype, cell) as RawValue;
    },
  },
) as unknown as RawValueFactory;
