// Taking chunks of the open region, and reporting them done.

import { notifyWord } from "@mp/sync/internal";
import { addressOf, CHUNKS, COMPLETED, type Control, TICKETS } from "./control.ts";

const THREAD_BITS = 10;
const ONE_TICKET = 1 << THREAD_BITS;
const THREAD_MASK = ONE_TICKET - 1;

/** Opens the region described in the control block. Its words must have been written before. */
export function openTickets(control: Control, chunks: number, threads: number): void {
  Atomics.store(control.words, COMPLETED, 0);
  Atomics.store(control.words, TICKETS, (chunks << THREAD_BITS) | threads);
}

/** Whether `thread` could take a chunk now. */
export function hasTickets(control: Control, thread: number): boolean {
  const tickets = Atomics.load(control.words, TICKETS);
  return tickets >>> THREAD_BITS > 0 && thread < (tickets & THREAD_MASK);
}

/** Takes the next chunk, lowest first. Returns its index, or -1 when none is left for `thread`. */
export function claim(control: Control, thread: number): number {
  const { words } = control;
  for (;;) {
    const tickets = Atomics.load(words, TICKETS);
    const left = tickets >>> THREAD_BITS;
    if (left === 0 || thread >= (tickets & THREAD_MASK)) return -1;
    if (Atomics.compareExchange(words, TICKETS, tickets, tickets - ONE_TICKET) === tickets)
      return words[CHUNKS]! - left;
  }
}

/** Reports chunks finished; the last of all wakes the caller. The reporter must not touch the region afterwards. */
export function complete(control: Control, count: number): void {
  // Read first: after the addition the region may be over and the word another region's.
  const chunks = control.words[CHUNKS]!;
  if (Atomics.add(control.words, COMPLETED, count) + count === chunks) notifyWord(addressOf(control, COMPLETED));
}

/** Lets nobody take a further chunk of the open region. For a thread that holds one, or the caller. */
export function giveUp(control: Control): void {
  const left = Atomics.exchange(control.words, TICKETS, 0) >>> THREAD_BITS;
  if (left > 0) complete(control, left);
}
