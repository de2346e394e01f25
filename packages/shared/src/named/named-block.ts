// How a named block lies in the heap: a few words, its name, and from the next cache line on its data.
//
// All of it but the data is written before the block is published, and never again.

import { fillMemory, heap, words } from "@mp/sync/internal";
import { type BlockName, LONGEST_NAME } from "./block-name.ts";
import { SharedMemoryError } from "./shared-memory-error.ts";

const SIZE = 0;
/** Tells a block from one that had its address and name before. */
const SERIAL = 4;
const HASH = 8;
const NAME_LENGTH = 12;
const NAME = 16;

/** Alignment of the data, for any typed array and so that two blocks share no cache line. */
const ALIGN = 64;

const LARGEST = 2 ** 32 - 2 ** 17;

const dataOffset = (nameLength: number): number => Math.ceil((NAME + nameLength) / ALIGN) * ALIGN;

const wordAt = (address: number): number => words()[address >>> 2]!;
const bytesOf = (address: number, length: number) => new Uint8Array(words().buffer).subarray(address, address + length);

/**
 * Checks a size, in bytes.
 * @throws {SharedMemoryError} `EINVAL` if it cannot be one
 */
export function checkSize(caller: string, size: unknown): void {
  if (typeof size === "number" && Number.isInteger(size) && size >= 1 && size <= LARGEST) return;
  const message = `${caller}: size must be an integer from 1 to ${LARGEST} (bytes), got ${String(size)}`;
  throw new SharedMemoryError(message, "EINVAL");
}

/**
 * Takes memory for a block, which nobody holds yet, and in which there may be anything.
 * @throws {RangeError} if the heap has no such room
 */
export const allocateBlock = ({ bytes }: BlockName, size: number): number =>
  heap.allocate(dataOffset(bytes.length) + size, { align: ALIGN, zero: false });

/** Lays a block out, with `size` bytes of zeros as its data. */
export function layOut(block: number, { bytes, hash }: BlockName, size: number, serial: number): void {
  fillMemory(block, 0, dataOffset(bytes.length) + size);
  const view = words();
  view[(block + SIZE) >>> 2] = size;
  view[(block + SERIAL) >>> 2] = serial;
  view[(block + HASH) >>> 2] = hash;
  view[(block + NAME_LENGTH) >>> 2] = bytes.length;
  bytesOf(block + NAME, bytes.length).set(bytes);
}

/** Bytes of data. */
export const sizeOf = (block: number): number => wordAt(block + SIZE) >>> 0;
export const serialOf = (block: number): number => wordAt(block + SERIAL);

/** Where the data begins. */
export const dataOf = (block: number): number => block + dataOffset(wordAt(block + NAME_LENGTH));

/** The name. Where the block may be gone meanwhile, it may be any text. */
export function nameOf(block: number): string {
  const bytes = bytesOf(block + NAME, Math.min(wordAt(block + NAME_LENGTH) >>> 0, LONGEST_NAME));
  // `slice` copies into private memory, which is all that a browser's TextDecoder takes.
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.slice());
}

/**
 * Whether the block has this name. Where the block may be gone meanwhile, the answer may be either.
 * @param view the heap's words, which reach a block that has been there for a while
 */
export function hasName(view: Int32Array, block: number, { hash, bytes }: BlockName): boolean {
  if (view[(block + HASH) >>> 2] !== hash || view[(block + NAME_LENGTH) >>> 2] !== bytes.length) return false;
  const present = bytesOf(block + NAME, bytes.length);
  return bytes.every((byte, i) => present[i] === byte);
}
