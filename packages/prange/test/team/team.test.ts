import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SiteFailure } from "../../src/team/failure.ts";
import { schedule } from "../../src/team/schedule.ts";
import { bench, int32s, run, sumInChunks } from "../support/threads.ts";

describe("a team", () => {
  it("runs every iteration exactly once, loop after loop, whatever the size and the dealing", () => {
    const members = bench(3);
    fc.assert(
      fc.property(
        fc.oneof(fc.nat(40), fc.nat(30_000)),
        fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 4_000 })),
        fc.integer({ min: 1, max: 3 }),
        (n, chunksize, threads) => {
          Object.assign(members.settings, { chunksize, threads });
          const target = int32s(n);
          const sum = run(members, target);
          expect(target.every((count) => count === 1)).toBe(true);
          const plan = schedule(Math.max(n, 1), threads, chunksize);
          expect(sum).toBe(sumInChunks(n, plan.chunk, plan.run));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("works on several processors at once", () => {
    const members = bench(3);
    members.settings.chunksize = 1;
    // Each of the three iterations waits for the two others to have begun.
    const target = int32s(3);
    run(members, target, { meeting: int32s(1), parties: 3 });
    expect([...target]).toEqual([1, 1, 1]);
  });

  it("does not wait for its threads to start", () => {
    const members = bench(2);
    const target = int32s(1_000);
    run(members, target);
    expect(target.every((count) => count === 1)).toBe(true);
  });

  it("lets no more threads work than allowed", () => {
    const members = bench(3);
    members.settings.chunksize = 1;
    run(members, int32s(3), { meeting: int32s(1), parties: 3 });
    Object.assign(members.settings, { threads: 2 });
    for (let round = 0; round < 50; round++) run(members, int32s(64));
    // Two iterations at once is all there can be: had a third thread come, so would it have done alone.
    const meeting = int32s(1);
    run(members, int32s(2), { meeting, parties: 2 });
    expect(meeting[0]).toBe(2);
  });

  it("reports the lowest iteration that fails, stops taking chunks, and works on", () => {
    const members = bench(3);
    members.settings.chunksize = 10;
    for (let round = 0; round < 100; round++) {
      const bad = (round * 7_919) % 5_000;
      const target = int32s(5_000);
      let failure: unknown;
      try {
        run(members, target, { bad });
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(SiteFailure);
      expect(failure).toMatchObject({ site: 7, a: bad, b: 5_000 });
      expect(target.subarray(0, bad).every((count) => count === 1)).toBe(true);
      const next = int32s(100);
      run(members, next);
      expect(next.every((count) => count === 1)).toBe(true);
    }
  });

  it("whose helper was stopped between two loops starts another", async () => {
    const members = bench(2);
    members.settings.chunksize = 1;
    run(members, int32s(2), { meeting: int32s(1), parties: 2 });
    const [helper] = members.team.helpers.values();
    await helper!.terminate();
    await helper!.exited;
    const target = int32s(2);
    run(members, target, { meeting: int32s(1), parties: 2 });
    expect([...target]).toEqual([1, 1]);
  });
});
