import { describe, expect, it } from "vitest";
import { correlationErrorBound } from "../../src/correlation/error-bound.ts";
import { norm } from "../../src/correlation/matrix.ts";
import { correlate2d } from "../../src/index.ts";
import { doubles, integers, matrixOf } from "../support/numbers.ts";

describe("the error bound of a correlation by transforms", () => {
  it("is never exceeded, and not so wide as to be useless", () => {
    let closest = 0;
    for (const [rows, columns] of [
      [3, 3],
      [8, 8],
      [16, 12],
      [27, 25],
      [31, 40],
    ] as const) {
      for (let seed = 1; seed <= 10; seed++) {
        const a = matrixOf(doubles(rows * columns, seed), rows, columns);
        const b = matrixOf(doubles(rows * columns, seed + 100), rows, columns);
        const byTransform = correlate2d(a, b, { method: "fft" });
        const direct = correlate2d(a, b, { method: "direct" });
        const bound = correlationErrorBound(2 * rows, 2 * columns, norm(a.data), norm(b.data));
        const error = Math.max(...direct.data.map((value, i) => Math.abs(value - byTransform.data[i]!)));
        expect(error).toBeLessThanOrEqual(bound);
        closest = Math.max(closest, error / bound);
      }
    }
    expect(closest).toBeGreaterThan(1e-4);
  });

  it("covers skewed inputs: one huge element among small ones", () => {
    const a = integers(20 * 20, 1);
    a[7] = 2 ** 30;
    const b = integers(20 * 20, 2);
    const bound = correlationErrorBound(40, 40, norm(a), norm(b));
    expect(bound).toBeLessThan(0.25);
    const fast = correlate2d(matrixOf(a, 20, 20), matrixOf(b, 20, 20), { method: "fft" });
    const slow = correlate2d(matrixOf(a, 20, 20), matrixOf(b, 20, 20), { method: "direct" });
    expect([...fast.data]).toEqual([...slow.data]);
  });
});
