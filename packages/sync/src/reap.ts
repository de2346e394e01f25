// Gives back what a dead thread held.

import { conditionThreadDied } from "./condition-word.ts";
import { eventThreadDied } from "./event-word.ts";
import { release } from "./heap/blocks.ts";
import { blockBytes, underLock } from "./heap/heap.ts";
import { claimHoldings } from "./heap/holdings.ts";
import { Kind } from "./heap/layout.ts";
import { currentThread, words } from "./heap/realm.ts";
import { watchedBlocks } from "./heap/watched.ts";
import { lockThreadDied } from "./lock-word.ts";
import { permitsThreadDied } from "./permits.ts";
import { semaphoreThreadDied } from "./semaphore-word.ts";

/**
 * Tells the heap that a thread is dead: its locks become "owner died", which everyone waiting for them hears, and what
 * it held is released. Whoever learns of the death calls it; a second call does nothing.
 * @param thread mp's number of the thread (`currentThread()` in it)
 * @throws {RangeError} if it is this thread, or no thread's number
 */
export function reap(thread: number): void {
  if (!Number.isInteger(thread) || thread < 1) throw new RangeError(`reap: there is no thread ${thread}`);
  if (thread === currentThread()) throw new RangeError(`reap: thread ${thread} is this thread, which lives`);
  for (const [block, kind] of watchedBlocks()) {
    if (kind === Kind.lock) lockThreadDied(block, thread);
    else if (kind === Kind.event) eventThreadDied(block);
    else if (kind === Kind.semaphore) semaphoreThreadDied(block);
    else if (kind === Kind.condition) conditionThreadDied(block, thread);
    else if (kind === Kind.permits) permitsThreadDied(block, thread);
  }
  // Last, since it frees blocks that were to be looked at.
  for (const [block, kind] of watchedBlocks()) {
    if (kind === Kind.holdings) reapHoldings(block, thread);
  }
}

function reapHoldings(block: number, thread: number): void {
  const slots = claimHoldings(block, blockBytes(block), thread);
  if (!slots) return;
  for (const slot of slots) {
    const held = words()[slot >>> 2]! >>> 0;
    underLock((allocator) => allocator.release(held, 1, slot));
  }
  release(block); // the dead thread's own hold of its list
}
