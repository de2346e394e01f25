import { describe, expect, it } from "vitest";
import { rootOfUnity } from "../../src/fourier/roots.ts";
import { root } from "../support/double-double.ts";

describe("rootOfUnity", () => {
  it("is within 2^-52 of the true root: the two unit roundoffs that the error bound counts", () => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, 12, 100, 127, 360, 1009]) {
      for (let k = 0; k < n; k++) {
        const { cos, sin } = rootOfUnity(k, n);
        const exact = root(k, n);
        expect(Math.hypot(cos - exact.cos.hi, sin - exact.sin.hi)).toBeLessThanOrEqual(2 ** -52);
      }
    }
  });

  it("is exact on the axes", () => {
    const quarters = [0, 1, 2, 3].map((k) => rootOfUnity(k, 4));
    expect(quarters.map(({ cos, sin }) => [cos + 0, sin + 0])).toEqual([
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ]);
  });
});
