// What this thread holds, written down in the heap, so that whoever notices its death can give it back.

import { allocateWatched } from "./heap.ts";
import { Kind, Watched } from "./layout.ts";
import { realm, words } from "./realm.ts";

// A holdings block: the thread's number, then one word a slot: the address of a block it holds, or 0.
const FIRST_SLOTS = 59;
const MOST_SLOTS = 4091;
const THREAD = Watched.fields;
const SLOTS = Watched.fields + 4;

/** The address of a word where a hold can be noted. */
export function takeSlot(): number {
  const here = realm();
  const slot = here.freeSlots.pop();
  if (slot !== undefined) return slot;
  const count = Math.min(MOST_SLOTS, Math.max(FIRST_SLOTS, here.slots));
  const block = allocateWatched(SLOTS + 4 * count, Kind.holdings);
  Atomics.store(words(), (block + THREAD) >>> 2, here.thread);
  for (let i = count - 1; i >= 0; i--) here.freeSlots.push(block + SLOTS + 4 * i);
  here.slots += count;
  return here.freeSlots.pop()!;
}

/** Takes a slot back; its word is 0 again. */
export const giveSlot = (slot: number): void => {
  realm().freeSlots.push(slot);
};

/**
 * Claims a holdings block of a dead thread.
 * @returns the slots that note a hold; nothing if the block is another thread's, or was claimed before
 */
export function claimHoldings(block: number, bytes: number, dead: number): number[] | undefined {
  const view = words();
  if (Atomics.compareExchange(view, (block + THREAD) >>> 2, dead, 0) !== dead) return undefined;
  const slots: number[] = [];
  for (let slot = block + SLOTS; slot < block + bytes; slot += 4) {
    if (view[slot >>> 2] !== 0) slots.push(slot);
  }
  return slots;
}
