// What a ShareableList can hold, and each item as bytes.

import { SharedMemoryError } from "../named/shared-memory-error.ts";

/** What a `ShareableList` can hold. A `bigint` has 64 bits. */
export type ShareableItem = number | bigint | boolean | string | Uint8Array | null;

/** An item as it lies in its slot. */
export interface EncodedItem {
  readonly kind: number;
  /** The bytes, without padding. */
  readonly bytes: Uint8Array;
}

/** The kinds of items, as they are written down. */
export const Kind = { null: 0, number: 1, bigint: 2, boolean: 3, string: 4, bytes: 5 } as const;

const EMPTY = new Uint8Array(0);

/**
 * An item's bytes.
 * @throws {TypeError} if a list cannot hold it
 * @throws {RangeError} for a `bigint` that has not 64 bits
 */
export function encodeItem(caller: string, item: unknown, where: string): EncodedItem {
  if (item === null) return { kind: Kind.null, bytes: EMPTY };
  if (typeof item === "number")
    return { kind: Kind.number, bytes: eightBytes((view) => view.setFloat64(0, item, true)) };
  if (typeof item === "bigint") return encodeBigint(caller, item, where);
  if (typeof item === "boolean") return { kind: Kind.boolean, bytes: Uint8Array.of(item ? 1 : 0) };
  if (typeof item === "string") return encodeString(caller, item, where);
  if (item instanceof Uint8Array) return { kind: Kind.bytes, bytes: item };
  const got = typeof item === "object" ? Object.prototype.toString.call(item).slice(8, -1) : typeof item;
  throw new TypeError(
    `${caller}: ${where} must be a number, bigint, boolean, string, Uint8Array or null, got ${got}; encode it as one`,
  );
}

function encodeBigint(caller: string, item: bigint, where: string): EncodedItem {
  if (BigInt.asIntN(64, item) !== item) {
    throw new RangeError(`${caller}: ${where} must have 64 bits (-2n ** 63n to 2n ** 63n - 1n), got ${item}n`);
  }
  return { kind: Kind.bigint, bytes: eightBytes((view) => view.setBigInt64(0, item, true)) };
}

function encodeString(caller: string, item: string, where: string): EncodedItem {
  if (!item.isWellFormed()) {
    throw new TypeError(`${caller}: ${where} has half a surrogate pair, which UTF-8 cannot hold; use toWellFormed()`);
  }
  return { kind: Kind.string, bytes: new TextEncoder().encode(item) };
}

function eightBytes(write: (view: DataView) => void): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  write(view);
  return new Uint8Array(view.buffer);
}

// Without `ignoreBOM` it would drop one that a string begins with.
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The item that lies at `start`, with at least 8 bytes of room. Where another thread writes meanwhile, it may be any
 * item; it is one all the same.
 */
export function decodeItem(kind: number, memory: DataView, start: number, length: number): ShareableItem {
  switch (kind) {
    case Kind.null:
      return null;
    case Kind.number:
      return memory.getFloat64(start, true);
    case Kind.bigint:
      return memory.getBigInt64(start, true);
    case Kind.boolean:
      return memory.getUint8(start) !== 0;
    case Kind.string:
      return utf8.decode(copyOf(memory, start, length));
    case Kind.bytes:
      return copyOf(memory, start, length);
    default:
      throw new SharedMemoryError(
        `ShareableList: its memory was overwritten: there is no kind ${kind} of item`,
        "EINVAL",
      );
  }
}

/** Private memory, which is all that a browser's TextDecoder takes. */
const copyOf = (memory: DataView, start: number, length: number): Uint8Array =>
  new Uint8Array(memory.buffer, memory.byteOffset + start, length).slice();

/** Whether two items are the same: numbers as `Array.prototype.includes` has it, arrays of bytes by their bytes. */
export function sameItem(a: ShareableItem, b: unknown): boolean {
  if (a instanceof Uint8Array) {
    return b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}
