import { describe, expect, it } from "vitest";
import { radicesOf, smoothLength } from "../../src/fourier/factors.ts";

describe("radices", () => {
  it("multiply to the length", () => {
    for (let length = 1; length <= 2000; length++) {
      expect(radicesOf(length).reduce((product, radix) => product * radix, 1)).toBe(length);
    }
  });
});

describe("smoothLength", () => {
  it("is the least length from the given one on without primes above 5", () => {
    const isSmooth = (length: number) => {
      let rest = length;
      for (const prime of [2, 3, 5]) while (rest % prime === 0) rest /= prime;
      return rest === 1;
    };
    for (let least = 1; least <= 2000; least++) {
      let expected = least;
      while (!isSmooth(expected)) expected++;
      expect(smoothLength(least)).toBe(expected);
    }
  });
});
