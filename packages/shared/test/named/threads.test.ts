import { portable } from "@mp/sync";
import { heap, reap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { DEATHS, DEATHS_DEADLINE } from "../../../sync/test/fixtures/deaths.ts";
import { SharedMemory } from "../../src/index.ts";
import { names } from "../../src/named/name-table.ts";
import { startNamed } from "../fixtures/start-named.ts";

describe("names among threads", { timeout: 60_000 }, () => {
  test("another thread finds a block by its name, and gets it in a message: the same bytes", async () => {
    using named = SharedMemory.create({ size: 8, name: "both" });
    using sent = SharedMemory.create({ size: 8 });
    const { said, ended } = startNamed({ part: "write", name: "both", form: sent[portable]() });
    expect(await said).toEqual(["both", sent.name, 8]);
    await ended;
    expect([named.buf[0], sent.buf[1]]).toEqual([1, 2]);
    named.unlink();
    sent.unlink();
  });

  test("a block stays when the thread that made it ends without unlinking", async () => {
    const { said, ended } = startNamed({ part: "leave", name: "left" });
    const thread = (await said) as number;
    await ended;
    reap(thread);
    using memory = SharedMemory.attach("left");
    expect(memory.buf[3]).toBe(7);
    memory.unlink();
  });

  test("of threads that make the same names at once, exactly one makes each", async () => {
    const count = 400;
    const threads = Array.from({ length: 4 }, () => startNamed({ part: "race", count }));
    const made = (await Promise.all(threads.map(({ said }) => said))).flat() as number[];
    await Promise.all(threads.map(({ ended }) => ended));
    expect(made.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    for (const i of made) {
      using memory = SharedMemory.attach(`race-${i}`);
      memory.unlink();
    }
  });

  test("threads that make, find and unlink the same names never see another block's bytes", async () => {
    const before = heap.stats().used;
    const threads = Array.from({ length: 4 }, () => startNamed({ part: "turn", count: 5_000 }));
    expect(await Promise.all(threads.map(({ said }) => said))).toEqual([0, 0, 0, 0]);
    await Promise.all(threads.map(({ ended }) => ended));
    unlinkAll();
    // Each thread's own list of what it holds is left, which a reaper would free: nothing besides.
    expect(heap.stats().used - before).toBeLessThan(4 * 1_000);
  });

  test("threads killed at any moment leave the table usable, and lose a block each at most", {
    timeout: DEATHS_DEADLINE,
  }, async () => {
    const before = heap.stats();
    for (let i = 0; i < DEATHS; i++) {
      const pair = [startNamed({ part: "storm" }), startNamed({ part: "storm" })];
      const ids = (await Promise.all(pair.map(({ said }) => said))) as number[];
      for (const { worker, ended } of pair) {
        worker.terminate();
        await ended;
      }
      for (const id of ids) reap(id);
      using memory = SharedMemory.create({ size: 64, name: `after-${i}` });
      using same = SharedMemory.attach(`after-${i}`);
      expect(same.size).toBe(64);
      memory.unlink();
      unlinkAll();
    }
    // A thread that dies after the allocator gave it a block, and before it noted that it has it, loses the block.
    expect(heap.stats().blocks - before.blocks).toBeLessThanOrEqual(2 * DEATHS);
  });
});

function unlinkAll(): void {
  for (const name of names()) {
    using memory = SharedMemory.attach(name);
    memory.unlink();
  }
}
