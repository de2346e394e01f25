// Bytes and text put into the heap, and read back by another thread.

import { fillMemory, heap, words } from "@mp/sync/internal";

/** A piece of the heap. */
export interface Placed {
  readonly address: number;
  readonly length: number;
}

/** Copies `bytes` into the heap. */
export function placeBytes(bytes: Uint8Array): Placed {
  const address = heap.allocate(Math.max(bytes.length, 1), { align: 16 });
  new Uint8Array(words().buffer, address, bytes.length).set(bytes);
  return { address, length: bytes.length };
}

/** A copy of what `placeBytes` put there, in memory of this thread: decoders and compilers refuse shared memory. */
export function readBytes({ address, length }: Placed): Uint8Array<ArrayBuffer> {
  const copy = new Uint8Array(length);
  copy.set(new Uint8Array(words().buffer, address, length));
  return copy;
}

/** Puts anything JSON can write into the heap. */
export function placeJson(value: unknown): Placed {
  return placeBytes(new TextEncoder().encode(JSON.stringify(value)));
}

/** What `placeJson` put there. */
export function readJson(placed: Placed): unknown {
  return JSON.parse(new TextDecoder().decode(readBytes(placed)));
}

/** Allocates zeroed memory, aligned to a cache line. */
export function zeroed(bytes: number): number {
  const address = heap.allocate(bytes, { align: 64 });
  fillMemory(address, 0, bytes);
  return address;
}
