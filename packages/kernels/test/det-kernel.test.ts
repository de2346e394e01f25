import { njit, prange } from "@mp/prange";
import { RawArray, sharedNdarray } from "@mp/shared";
import type { NdArray } from "ndarray";
import { describe, expect, it } from "vitest";
import { det } from "../src/index.ts";
import { doubles, integers, matrixOf } from "./support/numbers.ts";

const kernel = (det as unknown as Record<symbol, (a: NdArray) => number>)[Symbol.for("mp.njit")]!;

describe("the form of det that compiled loops call", () => {
  it("gives det's answer bit for bit, for every size that it takes", () => {
    for (let n = 0; n <= 32; n++) {
      for (let seed = 1; seed <= 5; seed++) {
        for (const values of [
          doubles(n * n, seed),
          integers(n * n, seed, 1),
          doubles(n * n, seed).map((v) => v * 1e200),
        ]) {
          const a = matrixOf(values, n, n);
          expect(Object.is(kernel(a), det(a)), `${n} by ${n}, seed ${seed}`).toBe(true);
          const tiny = matrixOf(
            values.map((v) => v * 1e-290),
            n,
            n,
          ).transpose(1, 0);
          expect(Object.is(kernel(tiny), det(tiny)), `tiny ${n} by ${n}, seed ${seed}`).toBe(true);
        }
      }
    }
  });

  it("is where a compiler looks for it, and not among det's enumerable properties", () => {
    expect(typeof kernel).toBe("function");
    expect(Object.keys(det)).toEqual([]);
  });

  it("compiles, and gives det's answer bit for bit in a parallel loop", () => {
    const dets = njit(
      (tensor: NdArray, out: Float64Array) => {
        for (const i of prange(tensor.shape[2]!)) out[i] = det(tensor.pick(null, null, i));
      },
      { parallel: true },
    );
    for (const n of [0, 1, 2, 3, 10, 32]) {
      const tensor = sharedNdarray("float64", [n, n, 40]);
      tensor.data.set(doubles(tensor.data.length, n));
      const out = RawArray("float64", 40);
      dets(tensor, out);
      for (let i = 0; i < 40; i++) expect(Object.is(out[i], det(tensor.pick(null, null, i)))).toBe(true);
    }
  });

  it("refuses in compiled code what it does not take: the name of the array read says why", () => {
    const one = njit((a: NdArray) => det(a));
    expect(() => one(matrixOf(new Float64Array(33 * 33), 33, 33))).toThrow(/^.*matrixLargerThan32/);
    expect(() => one(matrixOf(new Float64Array(6), 2, 3))).toThrow(/^.*matrixMustBeSquare/);
    expect(() => one(matrixOf(new Float64Array(6), 3, 2))).toThrow(RangeError);
  });
});
