import { RawArray, sharedNdarray } from "@mp/shared";
import { describe, expect, it } from "vitest";
import { arraySplit, correlate2d, det, fft2, iterativeSum, split } from "../src/index.ts";
import { doubles, elements, matrixOf } from "./support/numbers.ts";

describe("kernels on shared memory", () => {
  it("read shared arrays as they read others", () => {
    const values = doubles(36, 1);
    const own = matrixOf(values, 6, 6);
    const shared = sharedNdarray("float64", [6, 6]);
    for (let i = 0; i < 6; i++) for (let j = 0; j < 6; j++) shared.set(i, j, own.get(i, j));
    expect(det(shared)).toBe(det(own));
    expect(fft2(shared)).toEqual(fft2(own));
    expect(correlate2d(shared, shared)).toEqual(correlate2d(own, own));
    const numbers = RawArray("float64", [...values]);
    expect(iterativeSum(numbers)).toBe(iterativeSum(values));
    expect(split(numbers, 3).map((part) => [...part])).toEqual(split([...values], 3));
  });

  it("write there by out, and split arrays there without a copy", () => {
    const stack = sharedNdarray("float64", [2, 3, 3]);
    for (let i = 0; i < 3; i++) for (const k of [0, 1]) stack.set(k, i, i, k + 2);
    const out = sharedNdarray("float64", [2]);
    det(stack, { out });
    expect(elements(out)).toEqual([8, 27]);
    const numbers = RawArray("int32", 10);
    const [, second] = arraySplit(numbers, 2);
    second![0] = 7;
    expect(numbers[5]).toBe(7);
  });
});
