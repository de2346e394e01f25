import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { arraySplit } from "../src/index.ts";
import { elements } from "./support/numbers.ts";

describe("arraySplit", () => {
  it("gives parts that follow each other, the first ones longer by one (property)", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 50 }), (x, n) => {
        const parts = arraySplit(x, n);
        expect(parts.flat()).toEqual(x);
        const lengths = parts.map((part) => part.length);
        expect(lengths).toEqual([...lengths].sort((a, b) => b - a));
        expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("gives views on the memory of typed arrays and ndarrays", () => {
    const x = Float64Array.of(0, 1, 2, 3, 4);
    expect(arraySplit(x, 2).map((part) => part.buffer === x.buffer)).toEqual([true, true]);
    const parts = arraySplit(ndarray(x, [5]), [2]);
    parts[1]!.set(0, 9);
    expect(x[2]).toBe(9);
  });

  it("splits an ndarray along any axis", () => {
    const x = ndarray(
      Float64Array.from({ length: 12 }, (_, i) => i),
      [3, 4],
    );
    const [left, right] = arraySplit(x, 2, { axis: 1 });
    expect(elements(left!)).toEqual([0, 1, 4, 5, 8, 9]);
    expect(elements(right!)).toEqual([2, 3, 6, 7, 10, 11]);
    expect(arraySplit(x, 2, { axis: -1 }).map(elements)).toEqual([left, right].map((part) => elements(part!)));
    expect(arraySplit(x, [1, -1]).map((part) => part.shape)).toEqual([
      [1, 4],
      [1, 4],
      [1, 4],
    ]);
  });

  it("takes any iterable", () => {
    expect(arraySplit("abcde".matchAll(/./g), 2).map((part) => part.map(String))).toEqual([
      ["a", "b", "c"],
      ["d", "e"],
    ]);
  });

  it("refuses impossible parts, indices and axes, by name", () => {
    expect(() => arraySplit([1], 0)).toThrow(
      new RangeError("arraySplit: the number of sections must be an integer >= 1, got 0"),
    );
    expect(() => arraySplit([1], [0.5])).toThrow(new RangeError("arraySplit: indices must be integers, got 0.5"));
    const x = ndarray(new Float64Array(4), [2, 2]);
    expect(() => arraySplit(x, 2, { axis: 2 })).toThrow(
      new RangeError("arraySplit: axis 2 is out of range for an array with 2 axes"),
    );
    expect(() => arraySplit(null as never, 2)).toThrow(
      new TypeError("arraySplit: x must be an ndarray, a typed array or an iterable, got null"),
    );
  });
});
