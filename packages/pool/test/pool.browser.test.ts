// A pool in a page: module workers, shared memory, the same answers.

import { RawArray } from "@mp/shared";
import { afterAll, describe, expect, it } from "vitest";
import { bind, CaptureError, cpuCount, Pool, PoolStateError, TimeoutError, WorkerExitError } from "../src/index.ts";
import { collect } from "./support/collect.ts";

const pool = new Pool(2);
afterAll(() => pool.terminate());

describe("a pool in a page", () => {
  it("maps a function without captures", async () => {
    expect(await pool.map((x: number) => x * x, [1, 2, 3, 4, 5])).toEqual([1, 4, 9, 16, 25]);
  });

  it("writes to a shared array where it is", async () => {
    const shared = RawArray("float64", 4);
    const fill = (array: Float64Array, value: number) => {
      array.fill(value);
    };
    await pool.starmap(fill, [
      [shared.subarray(0, 2), 1],
      [shared.subarray(2, 4), 2],
    ]);
    expect([...shared]).toEqual([1, 1, 2, 2]);
  });

  it("takes captured variables where they are given by name, and refuses them where not", async () => {
    const scale = 3;
    const scaled = (x: number) => x * scale;
    await expect(pool.map(scaled, [1, 2])).rejects.toThrow(CaptureError);
    expect(await pool.map(bind(scaled, { scale }), [1, 2])).toEqual([3, 6]);
  });

  it("iterates, and applies", async () => {
    expect(await collect(pool.imap((x: number) => -x, [1, 2, 3]))).toEqual([-1, -2, -3]);
    expect(await pool.apply((a: string, b: string) => a + b, ["x", "y"])).toBe("xy");
  });

  it("passes errors on", async () => {
    const fail = () => {
      throw new RangeError("no");
    };
    await expect(pool.apply(fail)).rejects.toThrow(RangeError);
  });

  it("replaces a worker that dies of an uncaught error, and one that does not end in time", async () => {
    const careless = () => {
      setTimeout(() => {
        throw new Error("late");
      });
      return new Promise(() => {});
    };
    await expect(pool.apply(careless)).rejects.toThrow(WorkerExitError);
    const spin = () => {
      for (;;);
    };
    await expect(pool.apply(spin, [], { timeout: 20 })).rejects.toThrow(TimeoutError);
    expect(await pool.map((x: number) => x + 1, [1, 2, 3])).toEqual([2, 3, 4]);
  });

  it("closes, joins and terminates", async () => {
    const other = new Pool(1);
    const pending = other.apply((x: number) => x, [1]);
    other.close();
    await other.join();
    expect(await pending).toBe(1);
    const third = new Pool(1);
    const lost = third.apply(() => new Promise(() => {})).catch((error) => error);
    await third.terminate();
    expect(await lost).toBeInstanceOf(PoolStateError);
    expect(cpuCount()).toBeGreaterThanOrEqual(1);
  });
});
