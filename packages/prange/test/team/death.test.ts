// Threads that are killed in the middle of a loop. The leader is the caller here, so that the test's own thread can kill.

import { describe, expect, it } from "vitest";
import { AsyncCalls } from "../../src/team/async-calls.ts";
import { type Bench, bench, int32s } from "../support/threads.ts";

function callAsync(
  { team, kernel }: Bench,
  calls: AsyncCalls,
  target: Int32Array,
  meeting: Int32Array,
  parties: number,
) {
  const flat = [target.byteOffset, target.length, -1, meeting.byteOffset, parties];
  return calls.call(kernel, flat, { threads: team.size, chunksize: 1 });
}

/** Resolves when so many iterations have begun. */
async function begun(meeting: Int32Array, count: number): Promise<void> {
  while (Atomics.load(meeting, 0) < count) await new Promise((resolve) => setImmediate(resolve));
}

describe("a thread killed in the middle of a loop", () => {
  it("is named by an error if it was a helper, and replaced", async () => {
    const members = bench(2);
    const calls = new AsyncCalls(() => members.team);
    for (let round = 0; round < 5; round++) {
      const meeting = int32s(1);
      const call = callAsync(members, calls, int32s(2), meeting, 3);
      const rejected = expect(call).rejects.toMatchObject({ name: "LostThread", thread: 1 });
      await begun(meeting, 2);
      await members.team.helpers.get(1)!.terminate();
      // The leader's own iteration may go on now, and finds that the other one never ends.
      Atomics.store(meeting, 0, 3);
      await rejected;

      const target = int32s(2);
      await callAsync(members, calls, target, int32s(1), 2);
      expect([...target]).toEqual([1, 1]);
    }
  });

  it("rejects the call if it was the leader, and the next call has another", async () => {
    for (let round = 0; round < 5; round++) {
      const members = bench(2);
      const calls = new AsyncCalls(() => members.team);
      const meeting = int32s(1);
      const call = callAsync(members, calls, int32s(2), meeting, 3);
      const rejected = expect(call).rejects.toMatchObject({ name: "LostThread", thread: 0 });
      await begun(meeting, 2);
      await calls.leader!.terminate();
      await rejected;
      // The helper still runs its iteration of the abandoned loop; meanwhile the new leader works alone.
      const alone = int32s(64);
      await callAsync(members, calls, alone, int32s(1), 1);
      expect(alone.every((count) => count === 1)).toBe(true);
      Atomics.store(meeting, 0, 3);
    }
  });
});
