// Bytes and text put into the heap, and read back by another thread.

import { heap, words } from "@mp/sync/internal";

/** A piece of the heap. */
interface Placed {
  readonly address: number;
  readonly length: number;
}

/** Copies `bytes` into the heap. */
export function placeBytes(bytes: Uint8Array): Placed {
  const address = heap.allocate(bytes.length, { zero: false });
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
