import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { reduce, toGrey, toPixels, withoutMean } from "../../src/pictures/picture.ts";

describe("toGrey", () => {
  it("weighs the colours, and takes what is transparent for black", () => {
    const data = Uint8Array.of(255, 255, 255, 255, 0, 255, 0, 255, 255, 255, 255, 0);
    const grey = toGrey({ width: 3, height: 1, data });
    expect(grey.shape).toEqual([1, 3]);
    expect(grey.get(0, 0)).toBeCloseTo(255, 10);
    expect(grey.get(0, 1)).toBeCloseTo(0.7152 * 255, 10);
    expect(grey.get(0, 2)).toBe(0);
  });
});

describe("toPixels", () => {
  it("spreads the values from black to white, and cuts off what lies beyond", () => {
    const { width, height, data } = toPixels(ndarray(Float64Array.of(-1, 0, 5, 10, 11, 2), [2, 3]), 0, 10);
    expect([width, height]).toEqual([3, 2]);
    const pixels = Array.from({ length: 6 }, (_, pixel) => [...data.subarray(pixel * 4, pixel * 4 + 4)]);
    expect(pixels).toEqual([0, 0, 128, 255, 255, 51].map((grey) => [grey, grey, grey, 255]));
  });

  it("makes a flat picture black", () => {
    expect([...toPixels(ndarray(Float64Array.of(3, 3), [1, 2]), 3, 3).data]).toEqual([0, 0, 0, 255, 0, 0, 0, 255]);
  });

  it("is undone by toGrey for grey pictures", () => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(bytes, (values) => {
        const back = toGrey(toPixels(ndarray(Float64Array.from(values), [2, 3]), 0, 255));
        expect(Array.from(back.data, Math.round)).toEqual(values);
      }),
    );
  });
});

it("withoutMean leaves a mean of zero and its argument alone", () => {
  const picture = ndarray(Float64Array.of(1, 2, 3, 6), [2, 2]);
  expect([...withoutMean(picture).data]).toEqual([-2, -1, 0, 3]);
  expect([...picture.data]).toEqual([1, 2, 3, 6]);
});

describe("reduce", () => {
  it("leaves a picture alone that is small enough", () => {
    const picture = ndarray(Float64Array.of(1, 2), [1, 2]);
    expect(reduce(picture, 2)).toBe(picture);
  });

  it("averages squares, and what remains of squares at the edges", () => {
    const reduced = reduce(ndarray(Float64Array.of(1, 3, 10, 5, 7, 20, 100, 200, 5), [3, 3]), 2);
    expect(reduced.shape).toEqual([2, 2]);
    expect([...reduced.data]).toEqual([4, 15, 150, 5]);
  });

  it("leaves no side longer than asked", () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 10 }), (rows, columns, longest) => {
        const flat = ndarray(new Float64Array(rows * columns).fill(7), [rows, columns]);
        const reduced = reduce(flat, longest);
        expect(Math.max(...reduced.shape)).toBeLessThanOrEqual(longest);
        expect([...reduced.data].every((value) => value === 7)).toBe(true);
      }),
    );
  });
});
