// A thread of the team: it sleeps on the doorbell, takes chunks while there are any, and sleeps again.

import { waitWord } from "@mp/sync/internal";
import {
  addressOf,
  type Control,
  DOORBELL,
  FAILED_CHUNK,
  FAILED_SEQUENCE,
  FAILURE,
  HOLDING,
  KERNEL,
  NOTHING,
  PERHAPS,
  READY,
  SEQUENCE,
  SLEEPERS,
  STATE,
  slotOf,
} from "./control.ts";
import { writeFailure } from "./failure.ts";
import { KernelTable } from "./kernel.ts";
import { readRegion, runChunk } from "./region.ts";
import { Scratch } from "./scratch.ts";
import { claim, complete, giveUp, hasTickets } from "./tickets.ts";

// About 100 µs: twice what waking a sleeping processor costs, so loops back to back find their helpers awake, and an idle
// team is off the processor before anybody could measure it.
const SPINS = 10_000;

/** Serves regions for ever. The thread ends when the program does. */
export function help(control: Control, thread: number): never {
  const { words } = control;
  const kernels = new KernelTable(() => {
    throw new Error("prange: a parallel loop was started inside another; please report this as a bug of mp");
  });
  const scratch = new Scratch();
  Atomics.store(words, slotOf(thread) + STATE, READY);
  for (;;) {
    const bell = Atomics.load(words, DOORBELL);
    takeChunks(control, thread, kernels, scratch);
    awaitBell(control, bell);
  }
}

function takeChunks(control: Control, thread: number, kernels: KernelTable, scratch: Scratch): void {
  const { words } = control;
  if (!hasTickets(control, thread)) return;
  // Compile before claiming: the caller should not have to wait for it. Whatever address is read is a kernel's.
  const expected = words[KERNEL]! >>> 0;
  if (expected !== 0) kernels.get(expected);

  const slot = slotOf(thread);
  // Said before the claim, so that a caller who reads NOTHING from every living helper knows that none has a chunk.
  Atomics.store(words, slot + HOLDING, PERHAPS);
  let taken = 0;
  for (let chunk = claim(control, thread); chunk >= 0; chunk = claim(control, thread)) {
    taken++;
    try {
      const region = readRegion(control);
      const kernel = kernels.get(region.kernel);
      runChunk(region, kernel, chunk, scratch.reserve(kernel.scratchBytes));
    } catch (error) {
      reportFailure(control, thread, chunk, error);
      giveUp(control);
    }
  }
  // Reported together, after the last: the word travels between processors once instead of once a chunk.
  if (taken > 0) complete(control, taken);
  Atomics.store(words, slot + HOLDING, NOTHING);
}

/** Leaves `error` in the thread's slot. Only for a thread that holds `chunk`: the sequence number is the open region's. */
export function reportFailure(control: Control, thread: number, chunk: number, error: unknown): void {
  const { words } = control;
  const slot = slotOf(thread);
  writeFailure(words, slot + FAILURE, error);
  words[slot + FAILED_CHUNK] = chunk;
  words[slot + FAILED_SEQUENCE] = words[SEQUENCE]!;
}

function awaitBell(control: Control, heard: number): void {
  const { words } = control;
  for (let spin = 0; spin < SPINS; spin++) {
    if (Atomics.load(words, DOORBELL) !== heard) return;
  }
  // Counted before the wait compares the bell: a caller that rings and then reads no sleepers has rung in time.
  Atomics.add(words, SLEEPERS, 1);
  waitWord(addressOf(control, DOORBELL), heard);
  Atomics.sub(words, SLEEPERS, 1);
}
