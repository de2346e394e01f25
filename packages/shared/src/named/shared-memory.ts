// SharedMemory: a block of bytes that every thread of the program finds by its name.

import { type PortableForm, portable } from "@mp/sync";
import { bufferOf, letGoBuffer, release, retain, whileHeld } from "@mp/sync/internal";
import { atProgramEnd } from "#platform";
import { type BlockName, blockName, inventName } from "./block-name.ts";
import { reportLeft } from "./left-over.ts";
import { isTaken, nextSerial, open, publish, unlink } from "./name-table.ts";
import { allocateBlock, checkSize, dataOf, layOut, nameOf, serialOf, sizeOf } from "./named-block.ts";
import { SharedMemoryError } from "./shared-memory-error.ts";

/** What to create. */
export interface SharedMemoryOptions {
  /** Bytes: a positive integer. */
  size: number;
  /** At most 255 bytes of UTF-8, without `/` and NUL. @default a new name, `psm_` and eight digits */
  name?: string;
}

// At import, not at first use: it is the main thread that sees the end, and it may be workers that make blocks.
atProgramEnd(reportLeft);

/**
 * A block of bytes with a name: Python's `multiprocessing.shared_memory.SharedMemory`. The name is seen by every thread
 * of this program at once, whoever made the block; the bytes are the same everywhere. A handle also crosses to a worker
 * like any other value, whether its name is still there or not.
 *
 * Each handle is closed where it is used; the name is taken away once, by anyone, with `unlink()`. The memory is free
 * when it has no name and no thread has a handle, or a view of its `buf`, any more. A program that ends with names left
 * says so on stderr.
 *
 * @example
 * using memory = SharedMemory.create({ size: 1024, name: "prices" });
 * memory.buf[0] = 7;
 * using same = SharedMemory.attach("prices"); // in any thread
 * same.buf[0] // => 7
 * memory.unlink();
 */
export class SharedMemory implements Disposable {
  /** Bytes, as created. */
  readonly size: number;
  readonly #name: BlockName;
  readonly #serial: number;
  readonly #block: number;
  #buf: Uint8Array<SharedArrayBuffer>;

  private constructor(block: number, buffer: SharedArrayBuffer) {
    this.#block = block;
    this.#name = blockName("SharedMemory", nameOf(block));
    this.#serial = serialOf(block);
    this.size = sizeOf(block);
    this.#buf = new Uint8Array(buffer, dataOf(block), this.size);
  }

  /**
   * Makes a block of zeros.
   * @throws {SharedMemoryError} `EEXIST` if the name is taken; `EINVAL` for a size or a name that cannot be
   * @throws {RangeError} if the heap has no such room
   */
  static create(options: SharedMemoryOptions): SharedMemory {
    const { size, name, ...others } = options;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) {
      const message = `SharedMemory.create: there is no option ${unknown}; there are size and name, and names are those of this program's threads`;
      throw new SharedMemoryError(message, "EINVAL");
    }
    checkSize("SharedMemory.create", size);
    for (;;) {
      const made = SharedMemory.#create(
        blockName("SharedMemory.create", name === undefined ? inventName() : name),
        size,
      );
      if (made) return made;
      if (name === undefined) continue;
      const message = `SharedMemory.create: there is a block named ${JSON.stringify(name)}; attach to it, or unlink it first`;
      throw new SharedMemoryError(message, "EEXIST");
    }
  }

  static #create(name: BlockName, size: number): SharedMemory | undefined {
    if (isTaken(name)) return undefined; // before it takes room for nothing
    const block = allocateBlock(name, size);
    return whileHeld(block, () => {
      layOut(block, name, size, nextSerial());
      const made = new SharedMemory(block, bufferOf(block));
      if (publish(block, name)) return made;
      made.close();
      return undefined;
    });
  }

  /**
   * Finds the block of a name.
   * @throws {SharedMemoryError} `ENOENT` if there is none; `EINVAL` for a name that cannot be
   */
  static attach(name: string): SharedMemory {
    const found = open(blockName("SharedMemory.attach", name));
    if (found) return new SharedMemory(found.block, found.buffer);
    const message = `SharedMemory.attach: there is no block named ${JSON.stringify(name)} in this program; it has to be created first, and is not found after unlink()`;
    throw new SharedMemoryError(message, "ENOENT");
  }

  static [portable](state: unknown): SharedMemory {
    const block = state as number;
    const arrived = new SharedMemory(block, bufferOf(block));
    release(block); // the message's hold
    return arrived;
  }

  /** The name by which `attach` finds it, until `unlink()`. */
  get name(): string {
    return this.#name.text;
  }

  /** The bytes; of length 0 after `close()`. They begin at a multiple of 64 in `buf.buffer`, which is the whole heap's. */
  get buf(): Uint8Array<SharedArrayBuffer> {
    return this.#buf;
  }

  /**
   * Gives this handle back; what was made from its `buf` must not be used in this thread afterwards. Others, in this
   * thread too, keep theirs. The second time it does nothing.
   */
  close(): void {
    letGoBuffer(this.#buf.buffer);
    this.#buf = this.#buf.subarray(0, 0);
  }

  /**
   * Takes the name away: nobody finds the block any more, and the name is free. Handles go on, and it may be called
   * after `close()`.
   * @throws {SharedMemoryError} `ENOENT` if the block has no name any more
   */
  unlink(): void {
    if (unlink(this.#name, this.#serial)) return;
    const message = `SharedMemory.unlink: the block named ${JSON.stringify(this.name)} was unlinked before; unlink once`;
    throw new SharedMemoryError(message, "ENOENT");
  }

  [Symbol.dispose](): void {
    this.close();
  }

  [portable](): PortableForm {
    if (this.#buf.length === 0) {
      throw new SharedMemoryError(`SharedMemory: ${JSON.stringify(this.name)} was closed and cannot be sent`, "EINVAL");
    }
    retain(this.#block);
    return { module: "@mp/shared", name: "SharedMemory", state: this.#block };
  }
}
