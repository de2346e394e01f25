// The algorithm of a lock, over one word of the heap. Nothing here knows what holds the word, or how a thread sleeps.
//
// | word                          | meaning                       | becomes it by              | leaves it by               |
// |-------------------------------|-------------------------------|----------------------------|----------------------------|
// | 0                             | free                          | creation, release          | acquire                    |
// | owner << 2                    | held, nobody waits            | acquire                    | release; WAITERS; death    |
// | owner << 2 | WAITERS          | held, somebody may sleep      | who is about to sleep, and | release (which wakes one); |
// |                               |                               | who has slept and acquires | death                      |
// | owner << 2 | DIED             | the owner died                | whoever reaps the owner    | recover                    |
//
// WAITERS may stand without a sleeper (one timed out), never the other way round: who sleeps has set it, and who was
// woken sets it again, acquiring or leaving, because others may sleep still.

import { Watched } from "./heap/layout.ts";
import { words } from "./heap/realm.ts";
import { notifyWord } from "./wait-word.ts";

const WAITERS = 1;
const DIED = 2;
const OWNER = 2;

/** Where the word is, from the block's address. */
const LOCK_WORD = Watched.fields;

type Words = Int32Array<SharedArrayBuffer>;

/** Takes a free lock. */
export const tryAcquire = (view: Words, index: number, thread: number): boolean =>
  Atomics.compareExchange(view, index, 0, thread << OWNER) === 0;

/**
 * Takes a free lock, or announces that this thread is going to sleep.
 * @param slept whether it has slept before: others may sleep still
 * @returns 0 if the lock was taken; else the word to sleep on, or one with an owner that died
 */
export function acquireOrAnnounce(view: Words, index: number, thread: number, slept: boolean): number {
  const mine = (thread << OWNER) | (slept ? WAITERS : 0);
  for (;;) {
    const seen = Atomics.load(view, index);
    if (seen === 0) {
      if (Atomics.compareExchange(view, index, 0, mine) === 0) return 0;
      continue;
    }
    const announced = seen | WAITERS;
    if ((seen & DIED) !== 0 || seen === announced) return seen;
    if (Atomics.compareExchange(view, index, seen, announced) === seen) return announced;
  }
}

/**
 * Frees the lock, whoever holds it, and wakes one sleeper.
 * @returns the word as it was; 0 or one with a dead owner was left alone
 */
export function releaseWord(view: Words, index: number): number {
  for (;;) {
    const seen = Atomics.load(view, index);
    if (seen === 0 || (seen & DIED) !== 0) return seen;
    if (Atomics.compareExchange(view, index, seen, 0) !== seen) continue;
    if ((seen & WAITERS) !== 0) notifyWord((index << 2) >>> 0, 1);
    return seen;
  }
}

/** Takes a lock over whose owner died. @returns the word as it was; this succeeded if its owner had died */
export function recoverWord(view: Words, index: number, thread: number): number {
  const seen = Atomics.load(view, index);
  if ((seen & DIED) === 0) return seen;
  return Atomics.compareExchange(view, index, seen, thread << OWNER);
}

export const ownerDied = (word: number): boolean => (word & DIED) !== 0;
export const ownerOf = (word: number): number => word >>> OWNER;

/** What a death means for the lock in `block`. */
export function lockThreadDied(block: number, dead: number): void {
  const index = (block + LOCK_WORD) >>> 2;
  const view = words();
  for (;;) {
    const seen = Atomics.load(view, index);
    if (ownerOf(seen) !== dead || ownerDied(seen)) break;
    if (Atomics.compareExchange(view, index, seen, (dead << OWNER) | DIED) === seen) {
      notifyWord(block + LOCK_WORD);
      return;
    }
  }
  // The dead thread may have been the one that a release had just woken, or have died between freeing the lock and
  // waking: another sleeper has to look. One that finds the lock held announces itself again.
  notifyWord(block + LOCK_WORD, 1);
}
