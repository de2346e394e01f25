// The order statistics against their definitions.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { quantile, speedup, summarize, verdict } from "../src/harness/statistics.ts";

const times = fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe("quantile", () => {
  test("interpolates as NumPy does", () => {
    // np.quantile([1, 2, 3, 10], [0, .25, .5, .9, 1])
    expect([0, 0.25, 0.5, 0.9, 1].map((q) => quantile([1, 2, 3, 10], q))).toEqual([1, 1.75, 2.5, 7.9, 10].map(near));
  });

  test("refuses no values and a q outside 0 … 1", () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
    expect(() => quantile([1], 1.5)).toThrow("got 1.5");
    expect(() => quantile([1], Number.NaN)).toThrow("got NaN");
  });
});

describe("summarize", () => {
  test("orders min ≤ lower ≤ median ≤ upper ≤ max and does not depend on the samples' order", () => {
    fc.assert(
      fc.property(times, (samples) => {
        const { min, lower, median, upper, max } = summarize(samples);
        expect([min, lower, median, upper, max]).toEqual([min, lower, median, upper, max].toSorted((a, b) => a - b));
        expect(summarize(samples.toReversed())).toEqual({ min, lower, median, upper, max });
      }),
    );
  });

  test("half of the samples are at most the median", () => {
    fc.assert(
      fc.property(times, (samples) => {
        const { median } = summarize(samples);
        expect(samples.filter((sample) => sample <= median).length).toBeGreaterThanOrEqual(samples.length / 2);
        expect(samples.filter((sample) => sample >= median).length).toBeGreaterThanOrEqual(samples.length / 2);
      }),
    );
  });

  test("leaves its argument alone", () => {
    const samples = Object.freeze([3, 1, 2]);
    expect(summarize(samples).median).toBe(2);
  });

  test("refuses a sample that is not finite, naming it", () => {
    expect(() => summarize([1, Number.NaN])).toThrow("got NaN");
  });
});

describe("speedup", () => {
  test("is taken within each round, so that a slow round cancels out", () => {
    const slowdowns = [1, 7, 1, 30];
    const baseline = slowdowns.map((slow) => [10 * slow]);
    const other = slowdowns.map((slow) => [5 * slow]);
    expect(speedup(baseline, other)).toEqual({ median: 2, min: 2, max: 2, lower: 2, upper: 2 });
  });

  test("of the baseline against itself is exactly 1", () => {
    fc.assert(
      fc.property(fc.array(times, { minLength: 1, maxLength: 9 }), (rounds) => {
        expect(speedup(rounds, rounds)).toEqual({ median: 1, min: 1, max: 1, lower: 1, upper: 1 });
      }),
    );
  });

  test("refuses unpaired rounds", () => {
    expect(() => speedup([[1]], [[1], [2]])).toThrow("got 1 and 2");
  });
});

describe("verdict", () => {
  const of = (...ratios: number[]) => verdict(summarize(ratios));
  test("says faster or slower only where three rounds of four agree", () => {
    expect(of(1.1, 1.2, 1.3, 1.2, 0.9)).toBe("faster");
    expect(of(0.5, 0.6, 0.55, 0.6, 1.2)).toBe("slower");
    expect(of(0.8, 1.2, 0.9, 1.1)).toBe("no difference");
  });
});

const near = (value: number) => expect.closeTo(value, 12);
