// The algorithm of a condition: a line of waiters, each with a word of its own to sleep on.
//
// | word of a place             | meaning                       | becomes it by                 | leaves it by            |
// |-----------------------------|-------------------------------|-------------------------------|-------------------------|
// | 0                           | nobody's                      | creation, the waiter, death   | a new waiter            |
// | thread << 2 | WAITING       | that thread sleeps, or is     | the waiter, who holds the     | notify; the waiter      |
// |                             | about to                      | condition's lock              | (time over); death      |
// | thread << 2 | NOTIFIED      | it was woken and has not said | notify, who holds the lock;   | the waiter; death,      |
// |                             | so yet                        | death (passed on)             | which passes it on      |
//
// Beside each word is the waiter's ticket: who has waited longest is woken first. No list links the places, so a
// death can break none; the search through them is short.

import { Watched } from "./heap/layout.ts";
import { words } from "./heap/realm.ts";
import { ownerOf } from "./lock-word.ts";
import { notifyWord } from "./wait-word.ts";

const WAITING = 1;
const NOTIFIED = 2;
const STATE = 3;

// The state: the next ticket, the address of the lock's word, the places.
const TICKETS = 0;
const LOCK = 4;
const PLACES = 8;
const PLACE_BYTES = 8;

/** How many can wait for one condition at the same time. */
export const MOST_WAITERS = 500;

/** Bytes of the state. */
export const CONDITION_BYTES = PLACES + MOST_WAITERS * PLACE_BYTES;

const waiting = (word: number): boolean => (word & STATE) === WAITING;

/** Whether the word of a place says that its waiter was woken. */
export const notified = (word: number): boolean => (word & STATE) === NOTIFIED;

/** Tells a new condition where its lock's word is. */
export const setLock = (state: number, lockWord: number): void => {
  Atomics.store(words(), (state + LOCK) >>> 2, lockWord);
};

/** Whether a place's word says that its waiter still has to sleep. */
export const stillWaiting = (place: number, word: number): boolean => Atomics.load(words(), place >>> 2) === word;

/** Gives a waiter a place; its thread holds the lock. @returns the word's address and its value, or nothing if all are taken */
export function standInLine(state: number, thread: number): { place: number; word: number } | undefined {
  const view = words();
  const word = (thread << 2) | WAITING;
  for (let place = state + PLACES; place < state + CONDITION_BYTES; place += PLACE_BYTES) {
    if (Atomics.load(view, place >>> 2) !== 0) continue;
    const ticket = Atomics.add(view, (state + TICKETS) >>> 2, 1);
    Atomics.store(view, (place + 4) >>> 2, ticket);
    Atomics.store(view, place >>> 2, word);
    return { place, word };
  }
  return undefined;
}

/** Gives the place back. @returns the word as it was */
export const leaveLine = (place: number): number => Atomics.exchange(words(), place >>> 2, 0);

/** Wakes up to `count` of those who wait, the longest first. @returns how many */
export function wakeLine(state: number, count: number): number {
  let woken = 0;
  while (woken < count) {
    const place = firstInLine(state);
    if (place === undefined) break;
    const view = words();
    const word = Atomics.load(view, place >>> 2);
    // It may have been a thread that died meanwhile.
    if (!waiting(word) || Atomics.compareExchange(view, place >>> 2, word, word ^ STATE) !== word) continue;
    notifyWord(place);
    woken++;
  }
  return woken;
}

function firstInLine(state: number): number | undefined {
  const view = words();
  let first: number | undefined;
  let firstTicket = 0;
  for (let place = state + PLACES; place < state + CONDITION_BYTES; place += PLACE_BYTES) {
    if (!waiting(Atomics.load(view, place >>> 2))) continue;
    const ticket = Atomics.load(view, (place + 4) >>> 2);
    // Tickets wrap; the difference of two that are out at once does not.
    if (first === undefined || ((ticket - firstTicket) | 0) < 0) {
      first = place;
      firstTicket = ticket;
    }
  }
  return first;
}

/**
 * What a death means for the condition in `block`: the thread's places are free, and wake-ups that it had got are for
 * others. If it died with the lock, all are woken, and hear of it when they take the lock.
 */
export function conditionThreadDied(block: number, dead: number): void {
  const state = block + Watched.fields;
  let passOn = 0;
  for (let place = state + PLACES; place < state + CONDITION_BYTES; place += PLACE_BYTES) {
    const view = words();
    const word = Atomics.load(view, place >>> 2);
    if (word >>> 2 === dead) {
      // From WAITING it may become NOTIFIED at the same time; that is then to be passed on.
      if (notified(Atomics.exchange(view, place >>> 2, 0))) passOn++;
    } else if (notified(word)) {
      notifyWord(place); // the thread may have died between noting this wake-up and waking
    }
  }
  const lockWord = words()[(state + LOCK) >>> 2]! >>> 0;
  const ownerDied = ownerOf(Atomics.load(words(), lockWord >>> 2)) === dead;
  wakeLine(state, ownerDied ? MOST_WAITERS : passOn);
}
