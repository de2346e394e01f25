// ShareableList: a list of fixed length, whose items every thread sees.

import { type PortableForm, portable } from "@mp/sync";
import { callableClass } from "../callable-class.ts";
import { SharedMemory } from "../named/shared-memory.ts";
import { SharedMemoryError } from "../named/shared-memory-error.ts";
import { encodeItem, type ShareableItem, sameItem } from "./items.ts";
import { ListLayout, listBytes } from "./list-layout.ts";

/** How to make a list. */
export interface ShareableListOptions {
  /** The name of its memory, as `SharedMemory.create` takes it. @default a new name */
  name?: string;
}

/** What an item of this type may become: any of the same kind. */
type Widened<T extends ShareableItem> =
  | (T extends number ? number : never)
  | (T extends bigint ? bigint : never)
  | (T extends boolean ? boolean : never)
  | (T extends string ? string : never)
  | (T extends Uint8Array ? Uint8Array : never)
  | (T extends null ? null : never);

/** What `ShareableList` makes. */
export interface ShareableList<T extends ShareableItem = ShareableItem> extends Disposable, Iterable<T> {
  readonly length: number;
  /** The memory that it lies in: its `name` is what `attach` takes, and `unlink()` takes the name away. */
  readonly shm: SharedMemory;
  /** The item at `index`. @throws {RangeError} unless `index` is from 0 to `length - 1` */
  get(index: number): T;
  /** As `get`; a negative index counts from the end. @throws {RangeError} if there is no such item */
  at(index: number): T;
  /**
   * Writes an item, of the same kind as before or another.
   * @throws {RangeError} if there is no such index, the item has more bytes than its slot, or a `bigint` more than 64 bits
   * @throws {TypeError} if a list cannot hold it
   */
  set(index: number, item: T): void;
  /** The first index of an item. @throws {RangeError} if it is not in the list */
  index(item: T): number;
  /** How often an item is in the list. */
  count(item: T): number;
  /** Closes its memory in this thread; other threads keep theirs, and the name stays until `shm.unlink()`. */
  [Symbol.dispose](): void;
  [portable](): PortableForm;
}

interface ShareableListFactory {
  <T extends ShareableItem>(items: Iterable<T>, options?: ShareableListOptions): ShareableList<Widened<T>>;
  new <T extends ShareableItem>(items: Iterable<T>, options?: ShareableListOptions): ShareableList<Widened<T>>;
  /**
   * Finds a list by the name of its memory.
   * @throws {SharedMemoryError} `ENOENT` if there is no such name; `EINVAL` if it is no list's
   */
  attach<T extends ShareableItem = ShareableItem>(name: string): ShareableList<T>;
  [portable](state: unknown): ShareableList;
}

class List {
  readonly shm: SharedMemory;
  readonly #layout: ListLayout;

  /** @param items what is in it, or the memory in which another thread laid it out */
  constructor(items: Iterable<ShareableItem> | SharedMemory, { name }: ShareableListOptions = {}) {
    if (items instanceof SharedMemory) {
      this.shm = items;
      this.#layout = ListLayout.open("ShareableList", items.buf);
      return;
    }
    const encoded = Array.from(items, (item, i) => encodeItem("ShareableList", item, `the item at index ${i}`));
    this.shm = SharedMemory.create({ size: listBytes(encoded), name });
    this.#layout = ListLayout.create(this.shm.buf, encoded);
  }

  static attach(name: string): List {
    const memory = SharedMemory.attach(name);
    try {
      return new List(memory);
    } catch (error) {
      memory.close();
      throw error;
    }
  }

  static [portable](state: unknown): List {
    return new List(SharedMemory[portable](state));
  }

  get length(): number {
    return this.#layout.length;
  }

  get(index: number): ShareableItem {
    return this.#read("get", index, index);
  }

  at(index: number): ShareableItem {
    return this.#read("at", index, index < 0 ? index + this.length : index);
  }

  set(index: number, item: ShareableItem): void {
    const layout = this.#opened("set");
    this.#checkIndex("set", index, index);
    const encoded = encodeItem("ShareableList.set", item, "the item");
    const room = layout.room(index);
    if (encoded.bytes.length > room) {
      throw new RangeError(
        `ShareableList.set: ${encoded.bytes.length} bytes do not fit into the ${room} of the slot at index ${index}; make the list with the longest item that the slot is to hold`,
      );
    }
    layout.write(index, encoded);
  }

  index(item: ShareableItem): number {
    let index = 0;
    for (const present of this) {
      if (sameItem(present, item)) return index;
      index++;
    }
    throw new RangeError(`ShareableList.index: ${show(item)} is not in the list; ask count() first`);
  }

  count(item: ShareableItem): number {
    let count = 0;
    for (const present of this) if (sameItem(present, item)) count++;
    return count;
  }

  *[Symbol.iterator](): Generator<ShareableItem, void, void> {
    for (let index = 0; index < this.length; index++) yield this.#read("iteration", index, index);
  }

  [Symbol.dispose](): void {
    this.shm.close();
  }

  [portable](): PortableForm {
    return { module: "@mp/shared", name: "ShareableList", state: this.shm[portable]().state };
  }

  #read(method: string, index: number, place: number): ShareableItem {
    const layout = this.#opened(method);
    this.#checkIndex(method, index, place);
    return layout.read(place);
  }

  #opened(method: string): ListLayout {
    if (this.shm.buf.length > 0) return this.#layout;
    throw new SharedMemoryError(
      `ShareableList.${method}: the list's memory was closed in this thread; attach to ${JSON.stringify(this.shm.name)} again`,
      "EINVAL",
    );
  }

  #checkIndex(method: string, index: number, place: number): void {
    if (Number.isInteger(place) && place >= 0 && place < this.length) return;
    throw new RangeError(`ShareableList.${method}: there is no index ${index}; the length is ${this.length}`);
  }
}

const show = (item: unknown): string =>
  typeof item === "string" ? JSON.stringify(item) : typeof item === "bigint" ? `${item}n` : String(item);

/**
 * Makes a list in shared memory: Python's `multiprocessing.shared_memory.ShareableList`. Its length and the room of each
 * slot are those of the items it is made of; an item may change, to another kind too, as long as its bytes fit.
 * Numbers are 64-bit floats, `bigint`s 64-bit integers; a string is kept as UTF-8, a `Uint8Array` as it is.
 *
 * Nothing guards it: hold a `Lock` where one thread writes an item and another reads it.
 *
 * @throws {TypeError} for an item that it cannot hold
 * @throws {RangeError} for a `bigint` that has not 64 bits
 * @throws {SharedMemoryError} `EEXIST` if the name is taken
 *
 * @example
 * const list = ShareableList(["howdy", 3.5, true, null]);
 * list.set(0, "hello");
 * [...list] // => ["hello", 3.5, true, null]
 * const same = ShareableList.attach(list.shm.name); // in any thread
 * same.index(3.5) // => 1
 * list.shm.unlink();
 */
export const ShareableList = callableClass(List) as unknown as ShareableListFactory;
