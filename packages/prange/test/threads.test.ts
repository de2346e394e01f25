import { cpuCount } from "@mp/pool/internal";
import { afterEach, describe, expect, it } from "vitest";
import { getNumThreads, getParallelChunksize, setNumThreads, setParallelChunksize } from "../src/threads.ts";

const maximum = cpuCount();

afterEach(() => {
  setNumThreads(maximum);
  setParallelChunksize(0);
});

describe("setNumThreads", () => {
  it("starts at the number of processors and can be lowered to one", () => {
    expect(getNumThreads()).toBe(maximum);
    setNumThreads(1);
    expect(getNumThreads()).toBe(1);
  });

  it("refuses zero, more than there are processors, and fractions, and changes nothing", () => {
    for (const threads of [0, -1, maximum + 1, 1.5, Number.NaN]) {
      expect(() => setNumThreads(threads)).toThrow(RangeError);
    }
    expect(() => setNumThreads(0)).toThrow(
      `setNumThreads: the number of threads must be an integer from 1 to ${maximum}, got 0`,
    );
    expect(() => setNumThreads("2" as unknown as number)).toThrow(TypeError);
    expect(getNumThreads()).toBe(maximum);
  });
});

describe("setParallelChunksize", () => {
  it("returns the previous value, which starts at 0: mp chooses", () => {
    expect(setParallelChunksize(8)).toBe(0);
    expect(setParallelChunksize(0)).toBe(8);
    expect(getParallelChunksize()).toBe(0);
  });

  it("refuses negative sizes and fractions", () => {
    expect(() => setParallelChunksize(-1)).toThrow(RangeError);
    expect(() => setParallelChunksize(2.5)).toThrow(/got 2.5/);
    expect(() => setParallelChunksize(null as unknown as number)).toThrow(TypeError);
    expect(getParallelChunksize()).toBe(0);
  });
});
