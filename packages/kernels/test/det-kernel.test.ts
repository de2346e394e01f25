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
});
