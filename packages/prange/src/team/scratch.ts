// A thread's own memory for the local arrays of compiled code.

import { heap } from "@mp/sync/internal";

/** One piece of the heap that grows to what the largest kernel needs and is kept. */
export class Scratch {
  #address = 0;
  #bytes = 0;

  /** The address of at least `bytes` bytes; their content is whatever the last kernel left. */
  reserve(bytes: number): number {
    if (bytes > this.#bytes) {
      const larger = heap.allocate(bytes, { align: 64, zero: false });
      if (this.#address !== 0) heap.free(this.#address);
      this.#address = larger;
      this.#bytes = bytes;
    }
    return this.#address;
  }
}
