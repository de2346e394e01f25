import { describe, expect, it } from "vitest";
import { firstComplaint, sameNumber, sameNumbers } from "../../src/harness/compare.ts";

describe("sameNumbers", () => {
  it("finds no fault with the same numbers, NaN included", () => {
    expect(sameNumbers([1, Number.NaN, 0], Float64Array.of(1, Number.NaN, -0))).toBeUndefined();
  });

  it("names the first difference, however small", () => {
    expect(sameNumbers([1, 2 + Number.EPSILON * 2], [1, 2])).toBe("at 1: expected 2, got 2.0000000000000004");
    expect(sameNumber(Number.NaN, 1)).toBe("expected 1, got NaN");
  });

  it("counts before it compares", () => {
    expect(sameNumbers([1, 2], [1, 2, 3])).toBe("expected 3 numbers, got 2");
  });
});

it("a complaint about one of many names which", () => {
  expect(firstComplaint([undefined, "at 3: expected 1, got 2"], "matrix")).toBe("matrix 1: at 3: expected 1, got 2");
  expect(firstComplaint([undefined, undefined], "matrix")).toBeUndefined();
});
