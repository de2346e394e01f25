// Who holds a semaphore's permits: one record for each thread that has the semaphore.
//
// | word      | meaning |
// |-----------|---------|
// | thread    | whose record it is; negative once that thread has died with permits; 0 when those were given back |
// | semaphore | the semaphore's number: its address may be another's by the time that the record is read |
// | count     | how many permits the thread has acquired and not released |

import { type Hold, keepBlock, release, retain } from "./heap/blocks.ts";
import { allocateWatched } from "./heap/heap.ts";
import { Kind, Watched } from "./heap/layout.ts";
import { currentThread, realm, words } from "./heap/realm.ts";
import { watchedBlocks } from "./heap/watched.ts";

const THREAD = Watched.fields;
const SEMAPHORE = Watched.fields + 4;
const COUNT = Watched.fields + 8;
const BYTES = Watched.fields + 12;

/** Permits that a thread holds. */
export interface Holder {
  /** mp's number of the thread. */
  thread: number;
  /** How many permits it has acquired and not released. */
  permits: number;
  /** Whether the thread is known to be dead; `recover()` gives its permits back. */
  died: boolean;
}

/** Makes this thread's record for a semaphore, for as long as `token` lives. */
export function makeRecord(semaphore: number, token: WeakKey): Hold {
  const block = allocateWatched(BYTES, Kind.permits);
  const hold = keepBlock(block, token, true);
  Atomics.store(words(), (block + SEMAPHORE) >>> 2, semaphore);
  Atomics.store(words(), (block + THREAD) >>> 2, currentThread());
  return hold;
}

/** The address of the count of the record in `block`. */
export const countOf = (block: number): number => block + COUNT;

/** A semaphore's records, with what they say. */
function* recordsOf(semaphore: number): Generator<[block: number, holder: Holder], void, void> {
  for (const [block, kind] of watchedBlocks()) {
    const view = words();
    if (kind !== Kind.permits || Atomics.load(view, (block + SEMAPHORE) >>> 2) !== semaphore) continue;
    const thread = Atomics.load(view, (block + THREAD) >>> 2);
    const permits = Atomics.load(view, (block + COUNT) >>> 2);
    yield [block, { thread: Math.abs(thread), permits, died: thread < 0 }];
  }
}

/** The threads that hold permits of a semaphore. */
export const holdersOf = (semaphore: number): Holder[] =>
  Array.from(recordsOf(semaphore), ([, holder]) => holder).filter(({ permits }) => permits > 0);

/**
 * Gives the permits of dead threads back to the semaphore with this number.
 * @param value address of its value
 * @returns how many there were
 */
export function recoverPermits(semaphore: number, value: number): number {
  let recovered = 0;
  for (const [block, { thread, died }] of recordsOf(semaphore)) {
    if (!died) continue;
    recovered += realm().allocator.givePermits(value, countOf(block));
    if (Atomics.compareExchange(words(), (block + THREAD) >>> 2, -thread, 0) === -thread) release(block);
  }
  return recovered;
}

/** What a death means for a record: one with permits stays until they are recovered. */
export function permitsThreadDied(block: number, dead: number): void {
  const view = words();
  if (Atomics.load(view, (block + COUNT) >>> 2) === 0) return;
  if (Atomics.compareExchange(view, (block + THREAD) >>> 2, dead, -dead) === dead) retain(block);
}
