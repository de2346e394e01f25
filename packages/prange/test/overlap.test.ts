// Calls whose arguments share memory: they give the answer of the JavaScript, on one thread where they must.

import { RawArray, sharedNdarray } from "@mp/shared";
import ndarray from "ndarray";
import { afterEach, describe, expect, it } from "vitest";
import { getNumThreads, njit, prange, setNumThreads, setParallelChunksize } from "../src/index.ts";

const sumInto = (out: Float64Array, x: Float64Array) => {
  for (const i of prange(x.length)) out[i] = out[i]! + x[i]!;
};
const threads = getNumThreads();
const serialCalls = (fn: { diagnostics(): { specialisations: readonly { serialCalls: number }[] } }) =>
  fn.diagnostics().specialisations.map((form) => form.serialCalls);

afterEach(() => {
  setNumThreads(threads);
  setParallelChunksize(0);
});

describe("a call whose arguments overlap", () => {
  it.each([
    ["in the heap", (length: number) => RawArray("float64", length)],
    ["outside of it", (length: number) => new Float64Array(length)],
  ])("%s runs on one thread if one of them is written, and its report says so", async (_, make) => {
    const n = 100_000;
    const fn = njit(sumInto, { parallel: true });
    const expected = new Float64Array(n + 1).fill(1);
    sumInto(expected.subarray(1), expected.subarray(0, n));
    const a = make(n + 1).fill(1) as Float64Array;
    fn(a.subarray(1), a.subarray(0, n));
    expect(a).toEqual(expected);
    a.fill(1);
    await fn.async(a.subarray(1), a.subarray(0, n));
    expect(a).toEqual(expected);
    expect(serialCalls(fn)).toEqual([2]);
    expect(String(fn.diagnostics())).toContain("ran 2 of them on one thread: arguments overlap");
  });

  it("runs on all threads where they are one array, and each iteration has its own element of it", () => {
    const fn = njit(sumInto, { parallel: true });
    const a = RawArray("float64", [1, 2, 3]);
    fn(a, a);
    expect([...a]).toEqual([2, 4, 6]);
    fn(RawArray("float64", 3), a);
    expect(serialCalls(fn)).toEqual([0]);
  });

  it("runs on one thread where they are one array, and an iteration reads another's element", () => {
    const fn = njit(
      (out: Float64Array, x: Float64Array) => {
        for (const i of prange(1, x.length)) out[i] = x[i - 1]! + 1;
      },
      { parallel: true },
    );
    const a = RawArray("float64", 1000);
    fn(a, a);
    expect(a[999]).toBe(999);
    expect(serialCalls(fn)).toEqual([1]);
  });

  it("runs on all threads where they take turns, as the planes of one array do", () => {
    const fn = njit(
      (out: ndarray.NdArray<Float64Array>, x: ndarray.NdArray<Float64Array>) => {
        for (const i of prange(x.shape[0]!)) out.set(i, 2 * x.get(i));
      },
      { parallel: true },
    );
    const planes = sharedNdarray("float64", [10, 2]) as ndarray.NdArray<Float64Array>;
    fn(planes.pick(null, 1), planes.pick(null, 0));
    expect(serialCalls(fn)).toEqual([0]);
  });

  it("runs on one thread where an ndarray that is written overlaps with itself", () => {
    const fn = njit(
      (m: ndarray.NdArray<Float64Array>) => {
        for (const i of prange(m.shape[0]!)) m.set(i, 0, m.get(i, 0) + 1);
      },
      { parallel: true },
    );
    const m = ndarray(RawArray("float64", 1), [5000, 1], [0, 1], 0);
    fn(m);
    expect(m.get(0, 0)).toBe(5000);
    expect(serialCalls(fn)).toEqual([1]);
  });

  it("runs on one thread where a row's length is no integer, so that rows overlap", () => {
    const fill = (out: Float64Array, height: number, width: number) => {
      for (const y of prange(height))
        for (let x = 0; x < width; x++) for (let c = 0; c < 4; c++) out[(y * width + x) * 4 + c] = y;
    };
    const fn = njit(fill, { parallel: true });
    const [out, expected] = [RawArray("float64", 8000), new Float64Array(8000)];
    fn(out, 700, 2);
    expect(serialCalls(fn)).toEqual([0]);
    fn(out.fill(0) as Float64Array, 700, 2.5);
    fill(expected, 700, 2.5);
    expect([...out]).toEqual([...expected]);
    expect(serialCalls(fn)).toEqual([1]);
  });

  it("is left as it is where races are allowed", () => {
    const fn = njit(sumInto, { parallel: true, races: "allow" });
    const a = RawArray("float64", 4);
    fn(a.subarray(1), a.subarray(0, 3));
    expect(serialCalls(fn)).toEqual([0]);
  });
});
