// The algorithm of a semaphore, over words of the heap.
//
// | word     | meaning                                | changed by                                        |
// |----------|----------------------------------------|---------------------------------------------------|
// | value    | permits that are free; 0 is slept on   | acquire (- 1), release (+ 1), recover             |
// | sleepers | how many may sleep: a sleeper raises   | before and after each sleep; a dead sleeper's     |
// |          | it *before* it looks at the value again | share stays, and costs a useless notification    |
// | most     | release beyond it is an error          | nobody                                            |
// | number   | which semaphore this is                | nobody                                            |

import { timeLeft } from "./deadline.ts";
import { Header, Watched } from "./heap/layout.ts";
import { PermitAnswer } from "./heap/permit-functions.ts";
import { realm, words } from "./heap/realm.ts";
import { keepAlive } from "./keep-alive.ts";
import { notifyWord, waitWord, waitWordAsync } from "./wait-word.ts";

const SLEEPERS = 4;
const MOST = 8;
const NUMBER = 12;
export const SEMAPHORE_BYTES = 16;

/** A semaphore's words and the note of what this thread holds, by address. */
export interface SemaphorePlace {
  readonly value: number;
  readonly count: number;
}

/** Fills in a new semaphore. */
export function initialise(value: number, permits: number, most: number): void {
  const view = words();
  view[(value + MOST) >>> 2] = most;
  view[(value + NUMBER) >>> 2] = Atomics.add(view, Header.semaphores >>> 2, 1) + 1;
  Atomics.store(view, value >>> 2, permits);
}

export const numberOf = (value: number): number => words()[(value + NUMBER) >>> 2]!;

/** Takes a permit if one is free. */
export function tryTake({ value, count }: SemaphorePlace): boolean {
  const { allocator } = realm();
  for (;;) {
    const answer = allocator.takePermit(value, count);
    if (answer !== PermitAnswer.again) return answer === PermitAnswer.done;
  }
}

/** Gives a permit back and wakes one sleeper. @returns whether there was room for it */
export function giveBack({ value, count }: SemaphorePlace): boolean {
  const { allocator } = realm();
  const most = words()[(value + MOST) >>> 2]!;
  for (;;) {
    const answer = allocator.givePermit(value, count, most);
    if (answer === PermitAnswer.refused) return false;
    if (answer === PermitAnswer.done) break;
  }
  wake(value, 1);
  return true;
}

/** Wakes up to `permits` sleepers. */
export function wake(value: number, permits: number): void {
  if (Atomics.load(words(), (value + SLEEPERS) >>> 2) > 0) notifyWord(value, permits);
}

/** Takes a permit by the deadline, sleeping meanwhile. @returns whether one was taken */
export function take(place: SemaphorePlace, deadline: number): boolean {
  const sleepers = (place.value + SLEEPERS) >>> 2;
  while (!tryTake(place)) {
    const left = timeLeft(deadline);
    if (left === 0) return false;
    Atomics.add(words(), sleepers, 1);
    try {
      waitWord(place.value, 0, left);
    } finally {
      Atomics.sub(words(), sleepers, 1);
    }
  }
  return true;
}

/** As {@link take}, without blocking the thread. */
export async function takeAsync(place: SemaphorePlace, deadline: number, signal?: AbortSignal): Promise<boolean> {
  const sleepers = (place.value + SLEEPERS) >>> 2;
  while (!tryTake(place)) {
    const left = timeLeft(deadline);
    if (left === 0) return false;
    Atomics.add(words(), sleepers, 1);
    try {
      await keepAlive(waitWordAsync(place.value, 0, { timeout: left, signal }));
    } finally {
      Atomics.sub(words(), sleepers, 1);
    }
  }
  return true;
}

/** What a death means for the semaphore in `block`: the thread may have been the one that a release had woken. */
export const semaphoreThreadDied = (block: number): void => {
  notifyWord(block + Watched.fields);
};
