// What a table of names in the heap is built on: a word where every thread finds it, and holds that the table has.
//
// The table has a version, which every change moves on. A thread reads the table without a lock, and then asks for a
// change or a hold that is refused if the version is another: what it read was true then, and the blocks were alive.

import { Answer } from "./allocator.ts";
import { bufferOf } from "./blocks.ts";
import { check, heap, underLock } from "./heap.ts";
import { giveSlot, takeSlot } from "./holdings.ts";
import { Header } from "./layout.ts";
import { hasHeap, realm, words } from "./realm.ts";

/** The address of the program's one table of names, which the first to ask makes. */
export function nameTable(make: () => number): number {
  const present = Atomics.load(words(), Header.names >>> 2);
  if (present !== 0) return present >>> 0;
  const made = make();
  const first = Atomics.compareExchange(words(), Header.names >>> 2, 0, made);
  if (first === 0) return made;
  heap.free(made);
  return first >>> 0;
}

/** Whether there is one: to look into it without making a heap for it. */
export const hasNameTable = (): boolean => hasHeap() && Atomics.load(words(), Header.names >>> 2) !== 0;

/**
 * Holds a block that this thread holds once more, for the table, and notes it at the word at `slot`.
 * @returns whether the version, the word at `version`, was `expected`; nothing happens otherwise
 */
export const noteHold = (version: number, expected: number, block: number, slot: number): boolean =>
  underLock((allocator) => allocator.noteHold(version, expected, block, slot)) === Answer.done;

/** Ends the hold that the word at `slot` notes, and clears the word. @returns as `noteHold` */
export function clearHold(version: number, expected: number, slot: number): boolean {
  // By way of a word of this thread's own: should it die half-way, the hold ends with its others.
  return withSlot((mine) => {
    if (underLock((allocator) => allocator.moveHold(version, expected, slot, mine)) !== Answer.done) return false;
    endHold(mine);
    return true;
  });
}

/**
 * As `bufferOf`, for a block that the table holds.
 * @returns nothing if the version was not `expected`: the block may be gone
 */
export const bufferNoted = (version: number, expected: number, block: number): SharedArrayBuffer | undefined =>
  withSlot((mine) => {
    if (!noteHold(version, expected, block, mine)) return undefined;
    return endingHold(mine, () => bufferOf(block));
  });

/**
 * Calls `body` while this thread holds a block that nobody may hold yet: what `body` does not keep is freed at its end,
 * or by who learns that this thread has died in it.
 */
export const whileHeld = <T>(block: number, body: () => T): T =>
  withSlot((mine) => {
    check("whileHeld", block, realm().allocator.hold(block, mine));
    return endingHold(mine, body);
  });

function withSlot<T>(body: (slot: number) => T): T {
  const slot = takeSlot();
  try {
    return body(slot);
  } finally {
    giveSlot(slot);
  }
}

function endingHold<T>(slot: number, body: () => T): T {
  try {
    return body();
  } finally {
    endHold(slot);
  }
}

function endHold(slot: number): void {
  const block = Atomics.load(words(), slot >>> 2) >>> 0;
  check(
    "release",
    block,
    underLock((allocator) => allocator.release(block, 1, slot)),
  );
}
