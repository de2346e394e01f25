import { describe, expect, it } from "vitest";
import { add, exact, multiply, negate, root } from "./support/double-double.ts";
import { exactDet } from "./support/exact-det.ts";

describe("the oracles", () => {
  it("roots of unity in double-double lie on the unit circle to 30 digits", () => {
    for (let k = 0; k < 127; k++) {
      const { cos, sin } = root(k, 127);
      const off = add(add(multiply(cos, cos), multiply(sin, sin)), negate(exact(1)));
      expect(Math.abs(off.hi)).toBeLessThan(1e-30);
    }
  });

  it("Bareiss's determinant is that of Leibniz's formula", () => {
    expect(exactDet([])).toBe(1n);
    expect(
      exactDet([
        [0, 1],
        [1, 0],
      ]),
    ).toBe(-1n);
    expect(
      exactDet([
        [2, -3, 1],
        [2, 0, -1],
        [1, 4, 5],
      ]),
    ).toBe(49n);
    expect(
      exactDet([
        [1, 2],
        [2, 4],
      ]),
    ).toBe(0n);
  });
});
