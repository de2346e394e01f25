import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { iterativeSum, split } from "../src/index.ts";
import { elements } from "./support/numbers.ts";

describe("split", () => {
  it("deals to the parts in turn, as the HOWTO's container[i::count]", () => {
    expect(split([0, 1, 2, 3, 4], 2)).toEqual([
      [0, 2, 4],
      [1, 3],
    ]);
    expect(split([1, 2], 4)).toEqual([[1], [2], [], []]);
    expect(split([], 2)).toEqual([[], []]);
    expect(split(new Set(["a", "b", "c"]), 2)).toEqual([["a", "c"], ["b"]]);
  });

  it("keeps the type of a typed array and copies it", () => {
    const x = Int16Array.of(5, 6, 7);
    const parts = split(x, 2);
    expect(parts).toEqual([Int16Array.of(5, 7), Int16Array.of(6)]);
    parts[0]![0] = 9;
    expect(x[0]).toBe(5);
    expect(split(Buffer.from("abc"), 2)).toEqual([Uint8Array.of(97, 99), Uint8Array.of(98)]);
  });

  it("gives views on an ndarray, dealt along its first axis", () => {
    const x = ndarray(
      Float64Array.from({ length: 10 }, (_, i) => i),
      [5, 2],
    );
    const parts = split(x, 2);
    expect(parts.map((part) => part.shape)).toEqual([
      [3, 2],
      [2, 2],
    ]);
    expect(elements(parts[1]!)).toEqual([2, 3, 6, 7]);
    parts[1]!.set(0, 0, -1);
    expect(x.get(1, 0)).toBe(-1);
    expect(split(x, 7).map((part) => part.shape[0])).toEqual([1, 1, 1, 1, 1, 0, 0]);
  });

  it("loses nothing and doubles nothing (property)", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 50 }), (x, n) => {
        const parts = split(x, n);
        expect(parts).toHaveLength(n);
        expect(x.map((_, at) => parts[at % n]![Math.floor(at / n)])).toEqual(x);
        expect(parts.reduce((count, part) => count + part.length, 0)).toBe(x.length);
        expect(parts.map((part) => iterativeSum(part)).reduce((a, b) => a + b)).toBe(iterativeSum(x));
      }),
    );
  });

  it("refuses a number of parts that is not an integer >= 1, and what cannot be iterated", () => {
    expect(() => split([1], 0)).toThrow(new RangeError("split: n must be an integer >= 1, got 0"));
    expect(() => split([1], 1.5)).toThrow(new RangeError("split: n must be an integer >= 1, got 1.5"));
    expect(() => split([1], "2" as never)).toThrow(new TypeError('split: n must be a number, got the string "2"'));
    expect(() => split(7 as never, 2)).toThrow(
      new TypeError("split: x must be an ndarray, a typed array or an iterable, got number"),
    );
  });
});
