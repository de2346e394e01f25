import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { iterativeSum } from "../src/index.ts";

describe("iterativeSum", () => {
  it("adds one after the other, with the rounding of that order", () => {
    expect(iterativeSum([1, 2, 3])).toBe(6);
    expect(iterativeSum([0.1, 0.2, 0.3])).toBe(0.1 + 0.2 + 0.3);
    expect(iterativeSum([1e100, 1, -1e100])).toBe(0);
    expect(iterativeSum([])).toBe(0);
  });

  it("takes typed arrays, iterables and vectors of any stride", () => {
    const x = Float32Array.of(1, 2, 3, 4);
    expect(iterativeSum(x)).toBe(10);
    expect(iterativeSum(new Set([5, 6]))).toBe(11);
    expect(iterativeSum(ndarray(x, [2], [-2], 3))).toBe(6);
    expect(iterativeSum(ndarray(x, [0]))).toBe(0);
  });

  it("adds bigints to a bigint", () => {
    expect(iterativeSum([2n ** 60n, 1n])).toBe(2n ** 60n + 1n);
    expect(iterativeSum(BigInt64Array.of(1n, -3n))).toBe(-2n);
  });

  it("refuses elements that are not numbers, and what cannot be iterated", () => {
    const cases: [call: () => unknown, error: Error][] = [
      [
        () => iterativeSum([1, "2"] as never),
        new TypeError('iterativeSum: element 1 must be a number, got the string "2"'),
      ],
      [() => iterativeSum([1n, 2] as never), new TypeError("iterativeSum: element 1 must be a bigint, got number")],
      [
        () => iterativeSum(5 as never),
        new TypeError("iterativeSum: iterable must be iterable or an ndarray, got number"),
      ],
      [
        () => iterativeSum(ndarray(new Float64Array(4), [2, 2])),
        new RangeError("iterativeSum: an ndarray must have one axis, got shape (2, 2)"),
      ],
    ];
    for (const [call, error] of cases) expect(call).toThrow(error);
  });
});
