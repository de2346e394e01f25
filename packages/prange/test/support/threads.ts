// What several tests of the team need: a team of its own for each, and memory to work on.

import { heap } from "@mp/sync/internal";
import { Caller, type Settings } from "../../src/team/caller.ts";
import { placeKernel } from "../../src/team/kernel.ts";
import { Team } from "../../src/team/team.ts";
import { handMadeKernel } from "./kernel.ts";

/** A team with its caller, and the hand-made kernel placed. */
export interface Bench {
  readonly team: Team;
  readonly caller: Caller;
  readonly settings: Settings;
  readonly kernel: number;
}

/** Makes a team of `size` threads, the test's own included. Its helpers start when they are first needed. */
export function bench(size: number): Bench {
  const team = new Team(size);
  const settings: Settings = { threads: size, chunksize: 0 };
  return { team, settings, caller: new Caller(settings, () => team), kernel: placeKernel(handMadeKernel()) };
}

/** Zeroed int32s in the heap. */
export function int32s(length: number): Int32Array {
  const address = heap.allocate(length * 4);
  return new Int32Array(heap.memory.buffer, address, length);
}

/** Calls the hand-made kernel; see kernel.ts beside this. */
export function run(
  { caller, kernel }: Bench,
  target: Int32Array,
  options: { n?: number; bad?: number; meeting?: Int32Array; parties?: number } = {},
): number {
  const { n = target.length, bad = -1, meeting, parties = 0 } = options;
  return caller.call(kernel, [target.byteOffset, n, bad, meeting?.byteOffset ?? 0, parties])!;
}

/** What the hand-made kernel returns on one thread that takes the same chunks. */
export function sumInChunks(n: number, chunk: number, runLength: number): number {
  let sum = 0;
  for (let start = 0; start < n; start += chunk) {
    const end = Math.min(start + chunk, n);
    for (let lo = start; lo < end; lo += runLength) {
      let partial = 0;
      for (let i = lo; i < Math.min(lo + runLength, end); i++) partial += 1 / (i + 1);
      sum += partial;
    }
  }
  return sum;
}
