// The heap as its users see it: memory by address, with every refusal said in words.

import { canBlock, waitWord } from "../wait-word.ts";
import { Answer } from "./allocator.ts";
import { Block, FIRST, Header, type Kind, QUAD, SMALLEST } from "./layout.ts";
import { type Realm, realm, words } from "./realm.ts";

const PAGE = 65_536;
const LEAST_GROWTH = 16; // pages
const MOST_GROWTH = 1024; // beyond what is asked for
const LARGEST = 2 ** 32 - PAGE;
const SPINS = 64;

/** How to allocate. */
export interface AllocateOptions {
  /** The address is a multiple of it: a power of two, in bytes. @default 16 */
  align?: number;
  /** Whether the bytes are set to zero; otherwise they are what was there before. @default true */
  zero?: boolean;
}

/** What the heap has, in bytes. */
export interface HeapStats {
  /** Taken by blocks, their headers (16 bytes each) included. */
  used: number;
  /** How many blocks there are. */
  blocks: number;
  /** Free within the capacity. */
  free: number;
  /** What the memory has grown to. */
  capacity: number;
}

/**
 * The program's one shared memory. Every thread sees the same bytes at the same address.
 *
 * @example
 * const address = heap.allocate(1024);
 * const floats = new Float64Array(heap.memory.buffer, address, 128);
 * floats[0] // => 0
 * heap.free(address);
 */
export class Heap {
  /** The memory itself. Its `buffer` is another object after it has grown; old ones keep their length and stay valid. */
  get memory(): WebAssembly.Memory {
    return realm().memory;
  }

  /**
   * Takes `bytes` bytes, which are zero unless asked otherwise.
   * @returns the address, a multiple of `align`
   * @throws {RangeError} if `bytes` or `align` cannot be, or the memory is exhausted
   */
  allocate(bytes: number, { align = QUAD, zero = true }: AllocateOptions = {}): number {
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > LARGEST) {
      throw new RangeError(`heap.allocate: bytes must be an integer from 0 to ${LARGEST}, got ${bytes}`);
    }
    if (!Number.isInteger(align) || align < 1 || align > 2 ** 30 || (align & (align - 1)) !== 0) {
      throw new RangeError(`heap.allocate: align must be a power of two up to 2 ** 30, got ${align}`);
    }
    const address = take(blockSize(bytes), Math.max(align, QUAD), 0);
    if (zero) fillMemory(address, 0, bytes);
    return address;
  }

  /**
   * Gives back what `allocate` returned.
   * @throws {RangeError} if there is no block at the address, or it is free already
   */
  free(address: number): void {
    check(
      "heap.free",
      address,
      underLock((allocator) => allocator.release(address, 0, 0)),
    );
  }

  /** How much there is and how much of it is taken; a snapshot while other threads go on. */
  stats(): HeapStats {
    const view = words();
    const at = (header: number) => Atomics.load(view, header >>> 2) >>> 0;
    const used = at(Header.usedBytes);
    return {
      used,
      blocks: at(Header.usedBlocks),
      free: at(Header.end) - FIRST - used,
      capacity: at(Header.end) + QUAD,
    };
  }
}

/** The program's heap. */
export const heap = new Heap();

/** A zeroed block in the list of watched blocks, held once. */
export const allocateWatched = (bytes: number, kind: Kind): number => take(blockSize(bytes), QUAD, kind);

const blockSize = (bytes: number): number => Math.max(SMALLEST, Math.ceil((bytes + QUAD) / QUAD) * QUAD);

/** The bytes that a block has for its user: what was asked for, rounded up. */
export const blockBytes = (address: number): number =>
  ((words()[(address - QUAD + Block.size) >>> 2]! & -QUAD) >>> 0) - QUAD;

function take(size: number, align: number, kind: number): number {
  for (;;) {
    const answer = underLock((allocator) => allocator.allocate(size, align, kind)) >>> 0;
    if (answer !== Answer.none) return answer;
    grow(size + (align > QUAD ? align + SMALLEST : 0));
  }
}

function grow(bytes: number): void {
  const { memory } = realm();
  // The allocator rounds a size up to the next of 16 classes a power of two, at most a sixteenth more.
  const needed = Math.ceil((bytes + bytes / 16 + 4 * QUAD) / PAGE);
  const present = memory.buffer.byteLength / PAGE;
  const generous = Math.max(needed, LEAST_GROWTH, Math.min(MOST_GROWTH, Math.ceil(present / 4)));
  for (const pages of [generous, needed]) {
    try {
      memory.grow(pages);
      underLock((allocator) => allocator.extend());
      return;
    } catch (cause) {
      if (pages !== needed) continue;
      const { used, capacity } = heap.stats();
      throw new RangeError(
        `heap.allocate: out of memory: ${bytes} bytes do not fit beside the ${used} in use (capacity ${capacity}); dispose() what is no longer needed`,
        { cause },
      );
    }
  }
}

/** Calls a function of the allocator until it gets the heap's lock. */
export function underLock(call: (allocator: Realm["allocator"]) => number): number {
  const { allocator } = realm();
  for (let tries = 1; ; tries++) {
    const answer = call(allocator);
    if (answer !== Answer.busy) return answer;
    // The lock is held for some fifty nanoseconds; a page, which may not sleep, can but try again.
    if (tries > SPINS && canBlock()) sleepOnLock();
  }
}

function sleepOnLock(): void {
  if (Atomics.compareExchange(words(), Header.lock >>> 2, 1, 2) !== 0) waitWord(Header.lock, 2);
}

/** Turns the allocator's answer about an address into an error. */
export function check(caller: string, address: number, answer: number): void {
  if (answer === Answer.done) return;
  const where = `0x${(address >>> 0).toString(16)}`;
  if (answer === Answer.alreadyFree) throw new RangeError(`${caller}: ${where} is free already`);
  if (answer === Answer.held) throw new RangeError(`${caller}: ${where} is held by a thread or a message; release it`);
  throw new RangeError(`${caller}: ${where} is not an address that the heap gave out`);
}

/** Sets bytes. Wasm's own instruction: `TypedArray.fill` on shared memory is some 28 times slower than on private. */
export const fillMemory = (address: number, byte: number, length: number): void =>
  realm().allocator.fill(address, byte, length);

/** Copies bytes within the heap; the ranges may overlap. */
export const copyMemory = (to: number, from: number, length: number): void => realm().allocator.copy(to, from, length);
