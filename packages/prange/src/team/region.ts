// One parallel loop while it runs: its words in the control block, and the running of one of its chunks.

import {
  CHUNK,
  CHUNKS,
  type Control,
  FRAME,
  HI,
  KERNEL,
  LO,
  LOOP,
  PARTIALS,
  RUN,
  RUNS_PER_CHUNK,
  SEQUENCE,
} from "./control.ts";
import type { LoadedKernel } from "./kernel.ts";
import type { Schedule } from "./schedule.ts";

/** A parallel loop of a kernel, its interval, and where its data are. */
export interface Region extends Schedule {
  /** Heap address of the kernel. */
  readonly kernel: number;
  /** Which of the kernel's parallel loops. */
  readonly loop: number;
  readonly lo: number;
  readonly hi: number;
  /** Heap address of the values that the loop reads from the function around it. */
  readonly frame: number;
  /** Heap address of the partials, one for each run; 0 if the loop reduces nothing. */
  readonly partials: number;
}

/** Writes `region` where helpers will read it, under a new sequence number, which is returned. */
export function writeRegion({ words }: Control, region: Region): number {
  const sequence = (words[SEQUENCE]! + 1) | 0;
  words[KERNEL] = region.kernel;
  words[LOOP] = region.loop;
  words[LO] = region.lo;
  words[HI] = region.hi;
  words[CHUNK] = region.chunk;
  words[CHUNKS] = region.chunks;
  words[RUN] = region.run;
  words[RUNS_PER_CHUNK] = region.runsPerChunk;
  words[FRAME] = region.frame;
  words[PARTIALS] = region.partials;
  words[SEQUENCE] = sequence;
  return sequence;
}

/** Reads the open region. Only for a thread that holds one of its chunks. */
export function readRegion({ words }: Control): Region {
  return {
    kernel: words[KERNEL]! >>> 0,
    loop: words[LOOP]!,
    lo: words[LO]!,
    hi: words[HI]!,
    chunk: words[CHUNK]! >>> 0,
    chunks: words[CHUNKS]!,
    run: words[RUN]!,
    runsPerChunk: words[RUNS_PER_CHUNK]!,
    frame: words[FRAME]! >>> 0,
    partials: words[PARTIALS]! >>> 0,
  };
}

/** Runs the iterations of one chunk in order. */
export function runChunk(region: Region, kernel: LoadedKernel, chunk: number, scratch: number): void {
  const body = kernel.regions[region.loop]!;
  const start = region.lo + chunk * region.chunk;
  const end = Math.min(start + region.chunk, region.hi);
  let partial = region.partials + chunk * region.runsPerChunk * kernel.partialBytes;
  for (let lo = start; lo < end; lo += region.run) {
    body(lo, Math.min(lo + region.run, end), region.frame, partial, scratch);
    partial += kernel.partialBytes;
  }
}

/** Folds the partials into the frame, in the order of the iterations. */
export function combineRuns(region: Region, kernel: LoadedKernel): void {
  const combine = kernel.combines[region.loop];
  if (combine === undefined) return;
  for (let chunk = 0; chunk < region.chunks; chunk++) {
    const start = region.lo + chunk * region.chunk;
    const runs = Math.ceil((Math.min(start + region.chunk, region.hi) - start) / region.run);
    const first = region.partials + chunk * region.runsPerChunk * kernel.partialBytes;
    for (let run = 0; run < runs; run++) combine(region.frame, first + run * kernel.partialBytes);
  }
}
