// Keeping arguments' memory alive while a call runs elsewhere and this thread goes on.

import { blockOf, release, retain } from "@mp/sync/internal";
import type { NdArrayLike } from "./specialise.ts";

/**
 * Counts a reference to the heap blocks behind `args`.
 *
 * @returns the function that gives them back
 */
export function holdBlocks(args: readonly unknown[]): () => void {
  const blocks: number[] = [];
  for (const value of args) {
    if (typeof value !== "object" || value === null) continue;
    const array = ArrayBuffer.isView(value) ? value : (value as NdArrayLike).data;
    const block = blockOf(array.buffer);
    if (block === undefined) continue;
    retain(block);
    blocks.push(block);
  }
  return () => {
    for (const block of blocks) release(block);
  };
}
