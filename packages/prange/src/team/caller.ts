// The thread that meets a parallel loop: it opens the region, takes chunks like everybody else, and waits for the rest.

import { heap, notifyWord } from "@mp/sync/internal";
import { awaitCompletion, isQuiet } from "./completion.ts";
import {
  addressOf,
  type Control,
  DOORBELL,
  FAILED_CHUNK,
  FAILED_SEQUENCE,
  FAILURE,
  OWNER,
  SLEEPERS,
  slotOf,
} from "./control.ts";
import { LostThread, takeFailure } from "./failure.ts";
import { reportFailure } from "./helper.ts";
import { KernelTable, type LoadedKernel } from "./kernel.ts";
import { combineRuns, type Region, runChunk, writeRegion } from "./region.ts";
import { schedule } from "./schedule.ts";
import { Scratch } from "./scratch.ts";
import { claim, complete, giveUp, openTickets } from "./tickets.ts";

/** What a caller needs to know of its helpers. */
export interface Crew {
  readonly control: Control;
  /** Starts helpers that are not there yet, so that `threads` work together, the caller included. Does not wait. */
  summon(threads: number): void;
  /** Marks helpers that have died. Called while the thread is blocked: no event can tell it. */
  refresh(): void;
}

/** How the next loop is dealt. */
export interface Settings {
  threads: number;
  /** Iterations in a chunk; 0 leaves the choice to mp. */
  chunksize: number;
}

/** One thread's side of fork and join. */
export class Caller {
  readonly settings: Settings;
  readonly kernels = new KernelTable((kernel, loop, lo, hi, frame) => this.#fork(kernel, loop, lo, hi, frame));
  readonly #crew: () => Crew;
  /** Those of the call that runs. */
  #dealt: Settings;
  readonly #mainScratch = new Scratch();
  // Apart from the main function's, which is in use while this thread runs chunks of the loop inside it.
  readonly #chunkScratch = new Scratch();

  /** @param crew - asked only when a loop has more than one chunk and more than one thread */
  constructor(settings: Settings, crew: () => Crew) {
    this.settings = settings;
    this.#dealt = settings;
    this.#crew = crew;
  }

  /**
   * Calls a kernel's main function.
   *
   * @param flat - its arguments as numbers: addresses, lengths, values
   * @param dealt - how its loops are dealt
   * @throws SiteFailure from the lowest chunk that failed
   */
  call(address: number, flat: readonly number[], dealt = this.settings): number | undefined {
    const kernel = this.kernels.get(address);
    const frame = kernel.frameBytes === 0 ? 0 : heap.allocate(kernel.frameBytes);
    this.#dealt = dealt;
    try {
      return kernel.main(frame, this.#mainScratch.reserve(kernel.scratchBytes), ...flat);
    } finally {
      if (frame !== 0) heap.free(frame);
    }
  }

  #fork(kernel: LoadedKernel, loop: number, lo: number, hi: number, frame: number): void {
    if (hi <= lo) return;
    const { threads, chunksize } = this.#dealt;
    const plan = schedule(hi - lo, threads, chunksize);
    const partialBytes =
      kernel.combines[loop] === undefined ? 0 : plan.chunks * plan.runsPerChunk * kernel.partialBytes;
    const partials = partialBytes === 0 ? 0 : heap.allocate(partialBytes, { zero: false });
    const region: Region = { ...plan, kernel: kernel.address, loop, lo, hi, frame, partials };
    const scratch = this.#chunkScratch.reserve(kernel.scratchBytes);
    try {
      if (threads === 1 || plan.chunks === 1) runAlone(region, kernel, scratch);
      else runTogether(this.#crew(), region, kernel, threads, scratch);
      combineRuns(region, kernel);
    } finally {
      if (partials !== 0) heap.free(partials);
    }
  }
}

function runAlone(region: Region, kernel: LoadedKernel, scratch: number): void {
  for (let chunk = 0; chunk < region.chunks; chunk++) runChunk(region, kernel, chunk, scratch);
}

function runTogether(crew: Crew, region: Region, kernel: LoadedKernel, threads: number, scratch: number): void {
  const { control } = crew;
  // Somebody else's loop has the team: the same chunks on this thread alone give the same answer, and cannot deadlock.
  if (Atomics.compareExchange(control.words, OWNER, 0, 1) !== 0) {
    runAlone(region, kernel, scratch);
    return;
  }
  try {
    if (!isQuiet(control, threads)) {
      runAlone(region, kernel, scratch);
      return;
    }
    crew.summon(threads);
    const sequence = writeRegion(control, region);
    openTickets(control, region.chunks, threads);
    ring(control);
    let taken = 0;
    for (let chunk = claim(control, 0); chunk >= 0; chunk = claim(control, 0)) {
      taken++;
      try {
        runChunk(region, kernel, chunk, scratch);
      } catch (error) {
        reportFailure(control, 0, chunk, error);
        giveUp(control);
      }
    }
    if (taken > 0) complete(control, taken);
    const lost = awaitCompletion(crew, region.chunks, threads);
    const failure = lowestFailure(control, threads, sequence) ?? (lost === 0 ? undefined : new LostThread(lost));
    if (failure !== undefined) throw failure;
  } finally {
    Atomics.store(control.words, OWNER, 0);
  }
}

function ring(control: Control): void {
  Atomics.add(control.words, DOORBELL, 1);
  if (Atomics.load(control.words, SLEEPERS) > 0) notifyWord(addressOf(control, DOORBELL));
}

// The lowest chunk, for a run to fail like the next one: chunks are taken in ascending order, so whatever was taken below
// it has been run to its end, by the time everybody is done.
function lowestFailure(control: Control, threads: number, sequence: number): Error | undefined {
  const { words } = control;
  let lowest: Error | undefined;
  let lowestChunk = Number.POSITIVE_INFINITY;
  for (let thread = 0; thread < threads; thread++) {
    const slot = slotOf(thread);
    if (words[slot + FAILED_SEQUENCE] !== sequence) continue;
    const failure = takeFailure(words, slot + FAILURE);
    const chunk = words[slot + FAILED_CHUNK]!;
    if (chunk < lowestChunk) [lowest, lowestChunk] = [failure, chunk];
  }
  return lowest;
}
