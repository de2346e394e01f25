// Waiting until every chunk of the open region is done, or cannot be any more because a helper has died.

import { waitWord } from "@mp/sync/internal";
import type { Crew } from "./caller.ts";
import { addressOf, CHUNKS, COMPLETED, type Control, DEAD, HOLDING, PERHAPS, READY, STATE, slotOf } from "./control.ts";
import { giveUp } from "./tickets.ts";

// About as long as the last chunk of a short loop takes; waking up from a wait costs half of it.
const SPINS = 10_000;

// How long, in milliseconds, a silent team is believed to be working before somebody looks whether it is alive.
const PATIENCE = 20;

/**
 * Blocks until the region is over. For the caller, after it found no further ticket.
 *
 * A caller that blocks hears of no thread's death, so it looks from time to time. A helper says that it may have a chunk
 * before it takes one and takes it back after the last; when no living helper says so, no ticket is left and chunks are
 * still missing, then the dead have taken them along.
 *
 * @returns 0, or a dead helper that has left chunks unfinished
 */
export function awaitCompletion(crew: Crew, chunks: number, threads: number): number {
  const { control } = crew;
  for (let spin = 0; spin < SPINS; spin++) {
    if (isOver(control, chunks)) return 0;
  }
  for (;;) {
    const done = Atomics.load(control.words, COMPLETED);
    if (done === chunks) return 0;
    if (waitWord(addressOf(control, COMPLETED), done, PATIENCE) !== "timed-out") continue;
    crew.refresh();
    const dead = findDead(control, threads);
    if (dead !== 0 && !anyHolding(control, threads)) return isOver(control, chunks) ? 0 : dead;
  }
}

/**
 * Whether a new region can be opened: not while a helper still runs a chunk of one whose caller has died. What is left of
 * such a region is given up.
 */
export function isQuiet(control: Control, threads: number): boolean {
  if (isOver(control, control.words[CHUNKS]!)) return true;
  giveUp(control);
  return !anyHolding(control, threads);
}

function isOver(control: Control, chunks: number): boolean {
  return Atomics.load(control.words, COMPLETED) === chunks;
}

function findDead({ words }: Control, threads: number): number {
  for (let thread = 1; thread < threads; thread++) {
    if (Atomics.load(words, slotOf(thread) + STATE) === DEAD) return thread;
  }
  return 0;
}

function anyHolding({ words }: Control, threads: number): boolean {
  for (let thread = 1; thread < threads; thread++) {
    const slot = slotOf(thread);
    if (Atomics.load(words, slot + STATE) === READY && Atomics.load(words, slot + HOLDING) === PERHAPS) return true;
  }
  return false;
}
