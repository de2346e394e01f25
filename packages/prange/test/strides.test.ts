import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { spanOfNdArray } from "../src/strides.ts";

const data = new Float64Array(64).map((_, i) => i);

describe("spanOfNdArray", () => {
  it("covers exactly what a view reaches, whatever its strides", () => {
    const axis = fc.integer({ min: 0, max: 3 });
    const step = fc.constantFrom(-2, -1, 1, 2);
    fc.assert(
      fc.property(fc.array(fc.tuple(axis, step), { minLength: 3, maxLength: 3 }), (axes) => {
        const whole = ndarray(data, [4, 4, 4]);
        const view = whole.lo(...axes.map(([lo]) => lo)).step(...axes.map(([, by]) => by));
        const reached: number[] = [];
        for (let i = 0; i < view.shape[0]!; i++)
          for (let j = 0; j < view.shape[1]!; j++)
            for (let k = 0; k < view.shape[2]!; k++) reached.push(view.get(i, j, k));
        const [first, count] = spanOfNdArray(view, 0);
        expect(first).toBe(Math.min(...reached));
        expect(count).toBe(Math.max(...reached) - first + 1);
      }),
    );
  });

  it("is empty for an array without elements, wherever it points", () => {
    expect(spanOfNdArray({ data, shape: [4, 0], stride: [100, 1], offset: 99 }, 0)[1]).toBe(0);
  });

  it("refuses an ndarray that reaches beyond its data, or has a shape that is none", () => {
    const broken = [
      { data, shape: [65], stride: [1], offset: 0 },
      { data, shape: [4], stride: [-1], offset: 2 },
      { data, shape: [-1], stride: [1], offset: 0 },
      { data, shape: [1.5], stride: [1], offset: 0 },
      { data, shape: [2], stride: [Number.NaN], offset: 0 },
      { data, shape: [2], stride: [1], offset: 0.5 },
    ];
    for (const array of broken) expect(() => spanOfNdArray(array, 1)).toThrow(RangeError);
    expect(() => spanOfNdArray(broken[0]!, 1)).toThrow(
      "njit: argument 2 is an ndarray that does not fit its data of 64 elements: shape (65), stride (1), offset 0",
    );
  });
});
