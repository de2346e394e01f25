// Lists of numbers cross as doubles, bit for bit; all other lists as they are.

import fc from "fast-check";
import { expect, it } from "vitest";
import { pack } from "../../src/wire/pack.ts";

it("pack keeps every element of every list, and of every part of it", () => {
  const value = fc.oneof({ weight: 20, arbitrary: fc.double() }, fc.string(), fc.constant(undefined));
  fc.assert(
    fc.property(fc.array(value, { maxLength: 60 }), fc.nat(60), fc.nat(60), (values, a, b) => {
      const [start, stop] = [Math.min(a, b, values.length), Math.min(Math.max(a, b), values.length)];
      expect(Array.from(pack(values, start, stop))).toEqual(values.slice(start, stop));
    }),
  );
});

it("pack makes a Float64Array of many numbers, and of nothing else", () => {
  const numbers = Array.from({ length: 16 }, (_, index) => index - 0.5);
  expect(pack(numbers)).toBeInstanceOf(Float64Array);
  expect(pack([...numbers, "x", 1])).toBeInstanceOf(Array);
  expect(pack([...numbers, 1n as unknown as number])).toBeInstanceOf(Array);
  expect(Object.is(pack([...numbers, -0])[16], -0)).toBe(true);
});
