// Walks the blocks that have to be looked at when a thread dies, while other threads make and free such blocks.

import { release } from "./blocks.ts";
import { underLock } from "./heap.ts";
import { Watched } from "./layout.ts";
import { words } from "./realm.ts";

/** Each watched block and its kind; one that is made or freed meanwhile may be met or not. */
export function* watchedBlocks(): Generator<[block: number, kind: number], void, void> {
  let block = after(0);
  try {
    while (block !== 0) {
      yield [block, words()[(block + Watched.kind) >>> 2]!];
      const next = after(block);
      release(block);
      block = next;
    }
  } finally {
    // Left early: `after` holds what it returns, so that its place in the list stays.
    if (block !== 0) release(block);
  }
}

const after = (block: number): number => underLock((allocator) => allocator.nextWatched(block)) >>> 0;
