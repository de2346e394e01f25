// From the first worker to the last: initializers, finalizers, replacement, figures.

import { RawArray } from "@mp/shared";
import { currentThread, Event } from "@mp/sync";
import { describe, expect, it } from "vitest";
import { Pool } from "../../src/index.ts";

const numbers = (length: number) => Array.from({ length }, (_, index) => index);

describe("a pool", () => {
  it("runs the initializer in each worker before its first task, and waits for it", async () => {
    const initializer = async (text: string) => {
      await Promise.resolve();
      (globalThis as { prefix?: string }).prefix = text;
    };
    await using pool = new Pool(2, { initializer, initargs: ["hello"] });
    const greet = (name: string) => `${(globalThis as { prefix?: string }).prefix} ${name}`;
    expect(await pool.map(greet, ["a", "b", "c"], { chunksize: 1 })).toEqual(["hello a", "hello b", "hello c"]);
    expect((globalThis as { prefix?: string }).prefix).toBeUndefined();
  });

  it("runs the finalizer in each worker when it is closed", async () => {
    const count = RawArray("int32", 1);
    const pool = new Pool(2, { finalizer: () => Atomics.add(count, 0, 1) });
    await pool.apply(() => {});
    pool.close();
    await pool.join();
    expect(count[0]).toBe(2);
  });

  it("replaces each worker after maxTasksPerChild tasks", async () => {
    const finalized = RawArray("int32", 1);
    await using pool = new Pool(1, { maxTasksPerChild: 2, finalizer: () => Atomics.add(finalized, 0, 1) });
    const threads = await Promise.all(numbers(6).map(() => pool.apply(() => currentThread())));
    expect(new Set(threads).size).toBe(3);
    expect(threads[0]).toBe(threads[1]);
    expect(threads[4]).toBe(threads[5]);
    pool.close();
    await pool.join();
    expect(finalized[0]).toBeGreaterThanOrEqual(3);
  });

  it("names its workers", async () => {
    await using pool = new Pool(1, { name: "renderer" });
    expect(pool.stats().workers[0]!.name).toBe("renderer-1");
  });

  it("starts as many workers as it is told, and one inside a worker", async () => {
    await using pool = new Pool(3);
    expect(pool.stats().workers).toHaveLength(3);
    const nested = async () => {
      const inner = new Pool();
      const result = await inner.apply((x: number) => x + 1, [1]);
      const { length } = inner.stats().workers;
      await inner.terminate();
      return [result, length];
    };
    expect(await pool.apply(nested)).toEqual([2, 1]);
  });

  it("tells where its time went", async () => {
    await using pool = new Pool(1);
    const work = (ms: number) => {
      const end = performance.now() + ms;
      while (performance.now() < end);
    };
    await pool.map(work, [1, 30, 2, 3, 4, 5, 6], { chunksize: 1 });
    const { workers, queued, slowest } = pool.stats();
    expect(queued).toBe(0);
    expect(workers[0]).toMatchObject({ id: 1, name: "PoolWorker-1", status: "ready", tasks: 7, exit: undefined });
    expect(workers[0]!.work).toBeGreaterThan(50);
    expect(workers[0]!.start).toBeGreaterThanOrEqual(0);
    expect(slowest).toHaveLength(5);
    expect(slowest[0]).toMatchObject({ name: "work", worker: "PoolWorker-1" });
    expect(slowest[0]!.milliseconds).toBeGreaterThanOrEqual(30);
  });

  it("lets a worker's timers run between tasks", async () => {
    await using pool = new Pool(1);
    const ticked = new Event();
    const arm = () => {
      setTimeout(() => ticked.set(), 5);
    };
    await pool.apply(arm);
    expect(await ticked.waitAsync()).not.toBe(false);
  });
});
