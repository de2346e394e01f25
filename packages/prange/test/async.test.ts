import { RawArray } from "@mp/shared";
import { describe, expect, it } from "vitest";
import { njit, prange } from "../src/index.ts";

describe("async", () => {
  const squares = njit(
    (out: Float64Array, offset: number) => {
      for (const i of prange(out.length)) out[i] = i * i + offset;
      return out.length;
    },
    { parallel: true },
  );

  it("gives the blocking call's answer, and leaves the event loop free", async () => {
    const out = RawArray("float64", 5_000);
    let turns = 0;
    const timer = setInterval(() => turns++, 0);
    const spin = njit((n: number) => {
      let x = 0;
      for (let i = 0; i < n; i++) x = Math.sqrt(x + i);
      return x;
    });
    const [length] = await Promise.all([squares.async(out, 1), spin.async(5e7)]);
    clearInterval(timer);
    expect(length).toBe(5_000);
    expect([out[0], out[100], out[4_999]]).toEqual([1, 10_001, 4_999 ** 2 + 1]);
    expect(turns).toBeGreaterThan(0);
  });

  it("copies arguments back before the promise resolves", async () => {
    const out = new Float64Array(100);
    await squares.async(out, 0);
    expect(out[99]).toBe(9_801);
  });

  it("makes calls in order, while blocking calls go on beside them", async () => {
    const out = RawArray("float64", 3_000);
    const other = RawArray("float64", 3_000);
    for (let round = 0; round < 50; round++) {
      const calls = [1, 2, 3].map((offset) => squares.async(out, offset));
      squares(other, 7);
      expect(other[10]).toBe(107);
      await Promise.all(calls);
      expect(out[10]).toBe(103);
    }
  });

  it("rejects with the error of the blocking call, and goes on", async () => {
    const over = njit((out: Float64Array) => {
      for (let i = 0; i <= out.length; i++) out[i] = 1;
    });
    await expect(over.async(new Float64Array(3))).rejects.toThrow(/index 3 is out of range for out of length 3/);
    await expect(over.async([1] as never)).rejects.toThrow(/argument 1/);
    expect(await squares.async(RawArray("float64", 3), 0)).toBe(3);
  });
});
