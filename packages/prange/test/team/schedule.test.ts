import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_CHUNKS, type Schedule, schedule } from "../../src/team/schedule.ts";

/** The runs of a schedule as the team makes them: [lo, hi) of each, in order. */
function runsOf(iterations: number, { chunk, chunks, run, runsPerChunk }: Schedule): [number, number][] {
  return Array.from({ length: chunks }, (_, c) => {
    const end = Math.min((c + 1) * chunk, iterations);
    const runs: [number, number][] = [];
    for (let lo = c * chunk; lo < end; lo += run) runs.push([lo, Math.min(lo + run, end)]);
    expect(runs.length >= 1 && runs.length <= runsPerChunk).toBe(true);
    return runs;
  }).flat();
}

const iterations = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 20_000 }));

describe("schedule", () => {
  it("deals every iteration out exactly once, in runs that V8 can replace the code between", () => {
    fc.assert(
      fc.property(iterations, fc.integer({ min: 1, max: 64 }), fc.nat(5_000), (n, threads, chunksize) => {
        const runs = runsOf(n, schedule(n, threads, chunksize));
        const next = runs.reduce((expected, [lo, hi]) => (lo === expected && hi - lo <= 2_000 ? hi : Number.NaN), 0);
        expect(next).toBe(n);
      }),
    );
  });

  it("takes the chunk size that it is given", () => {
    expect(schedule(100, 2, 7)).toMatchObject({ chunk: 7, chunks: 15 });
    expect(schedule(100, 2, 1_000)).toMatchObject({ chunk: 100, chunks: 1 });
    expect(schedule(100_000, 2, 50_000)).toMatchObject({ chunk: 50_000, chunks: 2, run: 2_000, runsPerChunk: 25 });
  });

  it("aims at sixteen chunks a thread by itself", () => {
    expect(schedule(100_000, 2, 0).chunks).toBe(32);
    expect(schedule(3, 2, 0)).toMatchObject({ chunk: 1, chunks: 3 });
  });

  it("makes chunks longer rather than more of them than can be counted", () => {
    const plan = schedule(2 ** 32 - 1, 2, 1);
    expect(plan.chunks).toBeLessThanOrEqual(MAX_CHUNKS);
    expect(plan.chunk * plan.chunks).toBeGreaterThanOrEqual(2 ** 32 - 1);
  });
});
