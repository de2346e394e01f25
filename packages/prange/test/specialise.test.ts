import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { argType, describeValue, signatureOf } from "../src/specialise.ts";

describe("argType", () => {
  it("knows numbers, booleans, every typed array, and ndarrays over them", () => {
    const args = [
      1.5,
      true,
      new Float32Array(1),
      new Uint8ClampedArray(1),
      new BigInt64Array(1),
      ndarray(new Float64Array(8), [2, 2, 2]),
    ];
    expect(signatureOf(args.map((value) => argType(value)!))).toBe(
      "(number, boolean, float32[], uint8c[], int64[], ndarray<float64, 3>)",
    );
  });

  it("has none for plain arrays, strings, null, functions, DataViews and ndarrays over plain arrays", () => {
    const values = [[1], "1", null, undefined, 1n, () => 1, new DataView(new ArrayBuffer(8)), ndarray([1, 2], [2])];
    expect(values.map(argType)).toEqual(values.map(() => undefined));
  });
});

describe("describeValue", () => {
  it("names what a value is", () => {
    const values = [null, undefined, "a", [1], new Map(), ndarray([1], [1]), Object.create(null)];
    expect(values.map(describeValue)).toEqual([
      "null",
      "undefined",
      "string",
      "Array",
      "Map",
      "ndarray over Array",
      "object",
    ]);
  });
});
