// Dealing out and putting back together.

import fc from "fast-check";
import { expect, test } from "vitest";
import { interleave, ranges } from "../src/workloads/parts.ts";

test("ranges cover everything once, in order, and differ in length by at most one", () => {
  fc.assert(
    fc.property(fc.nat(200), fc.integer({ min: 1, max: 20 }), (length, count) => {
      const parts = ranges(length, count);
      const all = parts.flatMap(([start, stop]) => Array.from({ length: stop - start }, (_, i) => start + i));
      expect(all).toEqual([...Array(length).keys()]);
      const lengths = parts.map(([start, stop]) => stop - start);
      if (length > 0) expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      expect(lengths).not.toContain(0);
    }),
  );
});

test("interleave undoes the interleaved split", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 9 }), (values, count) => {
      const parts = Array.from({ length: count }, (_, i) => values.filter((_, at) => at % count === i));
      expect(interleave(parts)).toEqual(values);
    }),
  );
});
