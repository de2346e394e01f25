import { expect, it } from "vitest";
import { oneTo, randomMatrices, randomTensor, seededRandom } from "../src/inputs.ts";

it("the same seed gives the same numbers, uniform in [0, 1)", () => {
  const [first, second] = [seededRandom(7), seededRandom(7)];
  const numbers = Array.from({ length: 10_000 }, first);
  expect(Array.from({ length: 10_000 }, second)).toEqual(numbers);
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  const mean = numbers.reduce((sum, number) => sum + number) / numbers.length;
  expect(mean).toBeGreaterThan(0.49);
  expect(mean).toBeLessThan(0.51);
  expect(seededRandom(1)()).toBe(0.6270739405881613);
});

it("the inputs have the HOWTO's shapes and ranges", () => {
  expect(oneTo(4)).toEqual(Float64Array.of(1, 2, 3, 4));
  const matrices = randomMatrices(3, 100);
  expect(matrices.map((matrix) => matrix.shape)).toEqual([1, 2, 3].map(() => [100, 100]));
  expect(new Set(matrices.flatMap((matrix) => [...matrix.data]))).toEqual(
    new Set(Array.from({ length: 100 }, (_, n) => n)),
  );
  expect(matrices[0]!.data).not.toEqual(matrices[1]!.data);
  const tensor = randomTensor(5, 12);
  expect(tensor.shape).toEqual([5, 5, 12]);
  expect(new Set(tensor.data)).toEqual(new Set(Array.from({ length: 10 }, (_, n) => n - 5)));
});
