// How long a pool keeps the functions that it was given, and what they hold.

import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { dispose, RawArray, SharedArray } from "@mp/shared";
import { Event } from "@mp/sync";
import { heap } from "@mp/sync/heap";
import { describe, expect, it } from "vitest";
import { currentTask, Pool } from "../../src/index.ts";
import { FunctionRegistry } from "../../src/pool/functions.ts";
import type { AnyCall } from "../../src/pool/types.ts";

const MiB = 2 ** 20;

/** Calls a function once, as far as the registry can see; returns its number. */
const call = (registry: FunctionRegistry, fn: AnyCall): number => {
  const entry = registry.describe(fn, "map");
  entry.users += 1;
  registry.release(entry);
  return entry.id;
};

/** A function that is a new one each time, with shared memory of its own. */
const closure = (bytes: number): AnyCall => {
  const array = RawArray("uint8", bytes);
  return () => array[0];
};

describe("A registry of functions", () => {
  it("forgets those with shared memory, the one called first being the first, when they hold much and are not called", () => {
    const forgotten: number[] = [];
    const registry = new FunctionRegistry((id) => forgotten.push(id));
    const functions = Array.from({ length: 6 }, () => closure(12 * MiB));
    const ids = functions.slice(0, 5).map((fn) => call(registry, fn));
    expect(call(registry, functions[0]!)).toBe(ids[0]);
    expect(forgotten).toEqual([]);
    call(registry, functions[5]!);
    expect(forgotten).toEqual([ids[1]]);
  });

  it("does not keep one that holds much by itself, but remembers how long its calls take", () => {
    const forgotten: number[] = [];
    const registry = new FunctionRegistry((id) => forgotten.push(id));
    const values = SharedArray("float64", (70 * MiB) / 8);
    const sum = () => values.get(0);
    const entry = registry.describe(sum, "map");
    entry.users += 2;
    registry.release(entry);
    expect(forgotten).toEqual([]);
    registry.measured(entry.id, 30, 10);
    registry.release(entry);
    expect(forgotten).toEqual([entry.id]);
    expect(registry.describe(sum, "map").milliseconds).toBe(3);
    values.dispose();
  });

  it("forgets a function that its program has let go", async () => {
    const forgotten: number[] = [];
    const registry = new FunctionRegistry((id) => forgotten.push(id));
    const kept = closure(1);
    call(registry, kept);
    const id = (() => call(registry, closure(1)))();
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    while (forgotten.length === 0) {
      collect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(forgotten).toEqual([id]);
    expect(kept()).toBe(0);
  });
});

describe("Pool", () => {
  it("does not fill the memory with closures whose shared arrays were disposed", async () => {
    await using pool = new Pool(1);
    const before = heap.stats().used;
    for (let round = 0; round < 48; round += 1) {
      const array = RawArray("float64", 2 * MiB);
      expect(await pool.map((index: number) => array[index], [0])).toEqual([0]);
      dispose(array);
    }
    expect(heap.stats().used - before).toBeLessThan(512 * MiB);
  });

  it("fails the calls of a function whose shared array was disposed before they were sent, and no others", async () => {
    await using earlier = new Pool(1);
    await using pool = new Pool(1);
    const array = RawArray("float64", 10);
    const first = () => array[0];
    expect(await earlier.apply(first)).toBe(0);
    dispose(array);
    const calls = [pool.apply(first), pool.apply((x: number) => x + 1, [1]), pool.map(first, [1, 2])];
    const settled = await Promise.allSettled(calls);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "fulfilled", "rejected"]);
    expect(settled[0]).toMatchObject({
      reason: expect.objectContaining({ message: expect.stringMatching(/dispose/) }),
    });
    expect(await pool.apply(() => 5)).toBe(5);
  });

  it("lets go the result of a call that was given up", async () => {
    await using pool = new Pool(1);
    const before = heap.stats().used;
    for (const fails of [false, true]) {
      const began = new Event();
      const controller = new AbortController();
      const call = pool.apply(
        async () => {
          const { signal } = currentTask()!;
          const aborted = new Promise((resolve) => signal.addEventListener("abort", resolve));
          began.set();
          await aborted;
          const array = RawArray("uint8", 4 * 2 ** 20);
          if (fails) throw Object.assign(new Error("with an array"), { array });
          return array;
        },
        [],
        { signal: controller.signal },
      );
      await began.waitAsync();
      controller.abort(new Error("never mind"));
      await expect(call).rejects.toThrow("never mind");
    }
    // When this has run, the worker has answered for the others.
    await pool.apply(() => {});
    await pool.terminate();
    expect(heap.stats().used - before).toBeLessThan(MiB);
  });

  it("lets go what a function held, though its worker rests", async () => {
    await using pool = new Pool(1);
    const before = heap.stats().used;
    const array = RawArray("uint8", 80 * MiB);
    const free = new Event();
    await pool.apply(
      (limit: number) => {
        setFlagsFromString("--expose-gc");
        const collect = runInNewContext("gc") as () => void;
        setInterval(() => {
          collect();
          if (heap.stats().used < limit) free.set();
        }, 5);
      },
      [before + MiB],
    );
    expect(await pool.apply(() => array[0])).toBe(0);
    dispose(array);
    expect(await free.waitAsync({ timeout: 20_000 })).toBe(true);
  });
});
