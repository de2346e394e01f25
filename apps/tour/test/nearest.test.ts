import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editDistance, nearest } from "../src/nearest.ts";
import { stops } from "../src/stops/index.ts";

const names = stops.map((stop) => stop.name);

describe("nearest", () => {
  it("finds the program that was meant", () => {
    const meant = ["sun", "pragne", "autocorelation", "ftt2", "FFT2", "determinants-share", "processes", "Sum"];
    expect(meant.map((typed) => nearest(typed, names))).toEqual([
      "sum",
      "prange",
      "autocorrelation",
      "fft2",
      "fft2",
      "determinants-shared",
      "processes-joined",
      "sum",
    ]);
  });

  it("guesses nothing where nothing is near", () => {
    for (const typed of ["", "x", "photograph", "?"]) expect(nearest(typed, names)).toBeUndefined();
  });

  it("forgives one wrong letter in every name", () => {
    const slip = fc.tuple(fc.constantFrom(...names), fc.nat(), fc.constantFrom("q", "z"));
    fc.assert(
      fc.property(slip, ([name, place, letter]) => {
        const at = place % name.length;
        const typed = name.slice(0, at) + letter + name.slice(at + 1);
        expect(nearest(typed, names)).toBe(name);
      }),
    );
  });
});

it("the edit distance is a metric up to the swap of neighbours", () => {
  const word = fc.string({ maxLength: 6, unit: fc.constantFrom("a", "b", "c") });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length));
    }),
  );
  expect(editDistance("fft2", "ftf2")).toBe(1);
});
