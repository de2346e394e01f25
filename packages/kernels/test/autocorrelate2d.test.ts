import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { autocorrelate2d, correlate2d } from "../src/index.ts";
import { doubles, elements, integers, matrixOf, relativeDistance } from "./support/numbers.ts";

describe("autocorrelate2d", () => {
  it("is correlate2d of a matrix with an equal one, in every mode and boundary (property)", () => {
    const side = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(
        fc.tuple(side, side, fc.nat()),
        fc.constantFrom("full" as const, "same" as const, "valid" as const),
        fc.constantFrom("fill" as const, "wrap" as const, "symm" as const),
        fc.constantFrom("auto" as const, "direct" as const, "fft" as const),
        ([rows, columns, seed], mode, boundary, method) => {
          const a = matrixOf(integers(rows * columns, seed), rows, columns);
          const equal = matrixOf(a.data, rows, columns);
          const options = { mode, boundary, method, fillvalue: seed % 2 };
          expect(elements(autocorrelate2d(a, options))).toEqual(elements(correlate2d(a, equal, options)));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("has the sum of squares in its middle and is the same read backwards", () => {
    const a = matrixOf(integers(100 * 100, 1, 50), 100, 100);
    const result = autocorrelate2d(a);
    expect(result.shape).toEqual([199, 199]);
    expect(result.get(99, 99)).toBe(a.data.reduce((sum, value) => sum + value * value, 0));
    expect([...result.data].reverse()).toEqual([...result.data]);
  });

  it("is by transforms what it is by definition, for real numbers", () => {
    const a = matrixOf(doubles(30 * 37, 2), 30, 37);
    const direct = autocorrelate2d(a, { method: "direct" });
    expect(relativeDistance(autocorrelate2d(a, { method: "fft" }).data, direct.data)).toBeLessThan(1e-15);
  });

  it("names itself in its errors", () => {
    expect(() => autocorrelate2d([1, 2])).toThrow(
      new RangeError("autocorrelate2d: a must have two axes, got shape (2,)"),
    );
  });
});
