// How a ShareableList lies in its block: a head, an index with one entry a slot, and the slots.
//
//   0   the mark, the number of slots                               (4 bytes each)
//   8   an entry a slot: where it is, its room, its item's kind, its item's length    (4 bytes each)
//   …   the slots, each at a multiple of 8
//
// Numbers are little-endian. A slot's room is that of Python's lists, with bytes for characters: 8 for a number, and for
// a text the smallest multiple of 8 that is larger than it, so that it can grow a little.

import { SharedMemoryError } from "../named/shared-memory-error.ts";
import { decodeItem, type EncodedItem, Kind, type ShareableItem } from "./items.ts";

const MARK = 0x7473_696c; // "list"
const HEAD = 8;
const ENTRY = 16;

const roomFor = ({ kind, bytes }: EncodedItem): number =>
  kind === Kind.string || kind === Kind.bytes ? 8 * (Math.floor(bytes.length / 8) + 1) : 8;

const markOf = (bytes: Uint8Array) => new Int32Array(bytes.buffer, bytes.byteOffset, 1);

/** The bytes that a list of these items takes. */
export const listBytes = (items: readonly EncodedItem[]): number =>
  items.reduce((sum, item) => sum + ENTRY + roomFor(item), HEAD);

/** A list's block, read and written by slot. */
export class ListLayout {
  readonly length: number;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array, length: number) {
    this.length = length;
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Lays a new list out. */
  static create(bytes: Uint8Array, items: readonly EncodedItem[]): ListLayout {
    const list = new ListLayout(bytes, items.length);
    list.#view.setUint32(4, items.length, true);
    let start = HEAD + ENTRY * items.length;
    for (const [slot, item] of items.entries()) {
      const entry = HEAD + ENTRY * slot;
      const room = roomFor(item);
      list.#view.setUint32(entry, start, true);
      list.#view.setUint32(entry + 4, room, true);
      list.write(slot, item);
      start += room;
    }
    Atomics.store(markOf(bytes), 0, MARK); // comes after all else, for those who attach meanwhile
    return list;
  }

  /**
   * Reads what another thread laid out.
   * @throws {SharedMemoryError} `EINVAL` if it is no list
   */
  static open(caller: string, bytes: Uint8Array): ListLayout {
    if (bytes.length >= HEAD && Atomics.load(markOf(bytes), 0) === MARK) {
      const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true);
      if (HEAD + ENTRY * length <= bytes.length) return new ListLayout(bytes, length);
    }
    throw new SharedMemoryError(`${caller}: the block holds no ShareableList, or not yet`, "EINVAL");
  }

  /** How many bytes fit into a slot. */
  room(slot: number): number {
    return this.#view.getUint32(HEAD + ENTRY * slot + 4, true);
  }

  /** Writes an item, which fits. */
  write(slot: number, { kind, bytes }: EncodedItem): void {
    const entry = HEAD + ENTRY * slot;
    this.#bytes.set(bytes, this.#view.getUint32(entry, true));
    this.#view.setUint32(entry + 8, kind, true);
    this.#view.setUint32(entry + 12, bytes.length, true);
  }

  read(slot: number): ShareableItem {
    const view = this.#view;
    const entry = HEAD + ENTRY * slot;
    const start = view.getUint32(entry, true);
    return decodeItem(view.getUint32(entry + 8, true), view, start, view.getUint32(entry + 12, true));
  }
}
