// The inputs are the same everywhere.

import { expect, test } from "vitest";
import { randomIntegers } from "../src/harness/random.ts";

test("a seed always gives the same integers, within the interval, low included and high not", () => {
  const draw = (seed: number) => {
    const next = randomIntegers(seed, -5, 5);
    return Array.from({ length: 10_000 }, next);
  };
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect([Math.min(...draw(7)), Math.max(...draw(7))]).toEqual([-5, 4]);
});

test("every integer of the interval comes about equally often", () => {
  const next = randomIntegers(1, 0, 10);
  const counts = new Array<number>(10).fill(0);
  for (let i = 0; i < 100_000; i++) counts[next()]!++;
  // Six standard deviations of a binomial with n = 100,000 and p = 0.1; the seed is fixed, so this cannot flake.
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(6 * Math.sqrt(9000));
});

test("an empty interval is an error that names both ends", () => {
  expect(() => randomIntegers(1, 3, 3)).toThrow("got 3 and 3");
});
