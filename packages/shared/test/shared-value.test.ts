import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { Lock, portable, RLock } from "@mp/sync";
import { heap, shareHeap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { SharedArray, SharedValue, Value } from "../src/index.ts";

describe("SharedValue", () => {
  test("is read, written and added to", () => {
    const value = new SharedValue("int32", 5);
    expect(Value).toBe(SharedValue);
    expect(value.add(2)).toBe(7);
    value.value -= 3;
    expect(value.value).toBe(4);
    expect(value.dtype).toBe("int32");
    const big = SharedValue("q", 2n ** 63n - 1n);
    expect(big.add(1n)).toBe(-(2n ** 63n));
  });

  test("has an RLock unless given a lock or none", () => {
    expect(SharedValue("d").lock).toBeInstanceOf(RLock);
    const lock = new Lock();
    expect(SharedValue("d", 0, { lock }).lock).toBe(lock);
    expect(SharedValue("d", 0, { lock: false }).lock).toBeUndefined();
    expect(() => SharedValue("d", 0, { lock: true as never })).toThrow(/lock must be an RLock, a Lock or false/);
  });

  test("holds its lock during with, which may use the value", () => {
    const value = SharedValue("float64", 3);
    const seen = value.with((v) => {
      v.value *= 2;
      return [v.value, v.lock!.locked()];
    });
    expect(seen).toEqual([6, true]);
    expect(value.lock!.locked()).toBe(false);
  });

  test("frees its lock when a value is refused", () => {
    const value = SharedValue("int32", 1);
    expect(() => value.add(0.5)).toThrow(TypeError);
    expect(() => value.add(1n as never)).toThrow(TypeError);
    expect(() => {
      value.value = Number.NaN;
    }).toThrow(/must be an integer/);
    expect(value.lock!.locked()).toBe(false);
    expect(value.value).toBe(1);
  });

  test("loses no addition among threads", async () => {
    const value = SharedValue("int32");
    const array = SharedArray("float64", 1);
    const ends = Array.from({ length: 4 }, async () => {
      const worker = new Worker(new URL("./fixtures/adder.ts", import.meta.url), {
        workerData: { handle: shareHeap(), value: value[portable](), array: array[portable](), times: 50_000 },
        execArgv: ["--conditions=@mp/source"],
      });
      const ended = once(worker, "exit");
      const [dtype] = await once(worker, "message");
      expect(dtype).toBe("float64");
      await ended;
    });
    await Promise.all(ends);
    expect(value.value).toBe(200_000);
    expect(array.get(0)).toBe(1_000);
  });

  test("leaves a lock that it was given to its owner", () => {
    const lock = new Lock();
    SharedValue("int32", 1, { lock }).dispose();
    SharedArray("int32", 1, { lock }).dispose();
    expect(lock.acquire(0)).toBe(true);
  });

  test("gives memory and lock back when disposed", () => {
    const value = SharedValue("int32", 1);
    const before = heap.stats().blocks;
    value.dispose();
    expect(heap.stats().blocks).toBe(before - 2);
    expect(() => value.value).toThrow(/after dispose/);
  });
});
