// The checker's own arithmetic, against Leibniz's formula.

import fc from "fast-check";
import { expect, test } from "vitest";
import { exactDeterminant } from "../src/workloads/exact-determinant.ts";

/** The sum over all permutations, in BigInt. */
const leibniz = (matrix: readonly (readonly number[])[]): bigint => {
  const [first, ...rest] = matrix;
  if (first === undefined) return 1n;
  return first.reduce((sum, value, column) => {
    const minor = rest.map((row) => row.filter((_, j) => j !== column));
    return sum + BigInt(column % 2 === 0 ? value : -value) * leibniz(minor);
  }, 0n);
};

const square = (n: number, entry: number) =>
  fc.array(fc.array(fc.integer({ min: -entry, max: entry }), { minLength: n, maxLength: n }), {
    minLength: n,
    maxLength: n,
  });

test("is exact for any integer matrix up to 5×5, singular ones included", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }).chain((n) => square(n, 5)),
      (matrix) => {
        expect(BigInt(exactDeterminant(matrix.flat(), matrix.length))).toBe(leibniz(matrix));
      },
    ),
  );
});

test("is exact where the determinant reaches beyond one prime, with either sign", () => {
  const diagonal = (sign: number) =>
    Array.from({ length: 9 }, (_, at) => (at % 4 === 0 ? [sign * 12_345, 11_111, 9999][at / 4]! : 0));
  expect(exactDeterminant(diagonal(1), 3)).toBe(12_345 * 11_111 * 9999);
  expect(exactDeterminant(diagonal(-1), 3)).toBe(-12_345 * 11_111 * 9999);
});

test("refuses a matrix whose determinant might not fit", () => {
  expect(() => exactDeterminant([2 ** 21, 0, 0, 2 ** 21], 2)).toThrow(RangeError);
});
