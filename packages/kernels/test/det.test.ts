import fc from "fast-check";
import { det as mathjsDet } from "mathjs";
import ndarray, { type NdArray } from "ndarray";
import { describe, expect, it } from "vitest";
import { det } from "../src/index.ts";
import { exactDet } from "./support/exact-det.ts";
import { doubles, elements, generator, integers, matrixOf } from "./support/numbers.ts";

/** No determinant is larger (Hadamard): the scale of its rounding errors. */
function hadamard(rows: readonly (readonly number[])[]): number {
  return rows.reduce((product, row) => product * Math.hypot(...row), 1);
}

function rowsOf(values: Float64Array, n: number): number[][] {
  return Array.from({ length: n }, (_, i) => [...values.slice(i * n, (i + 1) * n)]);
}

describe("det", () => {
  it("is within the error of a backward stable LU of the exact determinant of integer matrices", () => {
    for (let n = 0; n <= 16; n++) {
      for (let seed = 1; seed <= 20; seed++) {
        const rows = rowsOf(integers(n * n, 100 * n + seed), n);
        const expected = Number(exactDet(rows));
        const got = det(matrixOf(rows.flat(), n, n));
        expect(Math.abs(got - expected), `${n} by ${n}, seed ${seed}`).toBeLessThanOrEqual(
          n ** 2 * 2 ** -53 * hadamard(rows),
        );
      }
    }
  });

  it("agrees with mathjs", () => {
    for (const n of [1, 2, 3, 5, 10, 20]) {
      const rows = rowsOf(doubles(n * n, n), n);
      expect(Math.abs(det(rows) - mathjsDet(rows))).toBeLessThanOrEqual(1e-14 * hadamard(rows));
    }
  });

  it("is 1 for nothing, 0 for a singular matrix, and exact for a permutation", () => {
    expect(det(ndarray(new Float64Array(0), [0, 0]))).toBe(1);
    expect(
      det([
        [1, 2],
        [2, 4],
      ]),
    ).toBe(0);
    expect(
      det([
        [0, 0],
        [0, 0],
      ]),
    ).toBe(0);
    expect(
      det([
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ).toBe(1);
    expect(
      det([
        [0, 1],
        [1, 0],
      ]),
    ).toBe(-1);
  });

  it("does not overflow on the way to a determinant that fits", () => {
    const diagonal = (...values: number[]) => values.map((value, i) => values.map((_, j) => (i === j ? value : 0)));
    expect(det(diagonal(1e200, 1e200, 1e-200, 1e-200))).toBeCloseTo(1, 12);
    expect(det(diagonal(1e-300, 1e-300, 1e300, 1e300, 1e300, 1e-300))).toBeCloseTo(1, 12);
    expect(det(diagonal(2 ** -1074, 2 ** 1023, 2 ** 51))).toBe(1);
    expect(det(diagonal(1e308, 1e308))).toBe(Number.POSITIVE_INFINITY);
    expect(det(diagonal(1e-308, -1e-308))).toBe(-0);
  });

  it("takes the determinants of a stack, in the HOWTO's layout too", () => {
    const tensor = ndarray(doubles(4 * 4 * 50, 1), [4, 4, 50]);
    const stack = tensor.transpose(2, 0, 1);
    const dets = det<NdArray>(stack);
    expect(dets.shape).toEqual([50]);
    for (let i = 0; i < 50; i++) expect(dets.get(i)).toBe(det(tensor.pick(null, null, i)));
    const nested = det<NdArray>(ndarray(doubles(2 * 3 * 4, 2), [2, 3, 2, 2]));
    expect(nested.shape).toEqual([2, 3]);
    expect(det<NdArray>(ndarray(new Float64Array(0), [0, 3, 3])).shape).toEqual([0]);
  });

  it("writes to out", () => {
    const stack = ndarray(doubles(5 * 9, 3), [5, 3, 3]);
    const out = ndarray(new Float64Array(10), [5], [2], 1);
    expect(det(stack, { out })).toBe(out);
    expect(elements(out)).toEqual(elements(det<NdArray>(stack)));
    const one = ndarray(new Float64Array(1), []);
    expect(det([[3]], { out: one }).get()).toBe(3);
  });

  it("does not modify its input, whatever its strides and element type", () => {
    const data = Int16Array.from(integers(36, 4));
    const before = data.slice();
    const view = ndarray(data, [6, 6]).transpose(1, 0).step(-2, 2);
    expect(det(view)).toBeCloseTo(Number(exactDet(rowsOf(Float64Array.from(elements(view)), 3))), 8);
    expect(data).toEqual(before);
    const bigints = ndarray(BigInt64Array.of(1n, 2n, 3n, 4n), [2, 2]);
    expect(det(bigints)).toBeCloseTo(-2, 12);
  });

  it("changes its sign with an exchange of rows, and scales with a row (property)", () => {
    const matrix = fc
      .tuple(fc.integer({ min: 2, max: 10 }), fc.nat())
      .map(([n, seed]) => rowsOf(doubles(n * n, seed), n));
    fc.assert(
      fc.property(matrix, fc.nat(), (rows, pick) => {
        const random = generator(pick);
        const i = Math.floor(random() * rows.length);
        const j = (i + 1) % rows.length;
        const tolerance = 1e-13 * hadamard(rows);
        const exchanged = rows.map((row, k) => (k === i ? rows[j]! : k === j ? rows[i]! : row));
        expect(Math.abs(det(exchanged) + det(rows))).toBeLessThanOrEqual(tolerance);
        const scaled = rows.map((row, k) => (k === i ? row.map((value) => 4 * value) : row));
        expect(Math.abs(det(scaled) - 4 * det(rows))).toBeLessThanOrEqual(4 * tolerance);
      }),
    );
  });

  it("is multiplicative (property)", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (n, seed) => {
        const a = rowsOf(doubles(n * n, seed), n);
        const b = rowsOf(doubles(n * n, seed + 1), n);
        const product = a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
        const size = hadamard(a) * hadamard(b) * n ** (n / 2);
        expect(Math.abs(det(product) - det(a) * det(b))).toBeLessThanOrEqual(1e-14 * size);
      }),
    );
  });

  it("refuses what is not square or no array, by name", () => {
    const cases: [call: () => unknown, error: Error][] = [
      [() => det([1, 2]), new RangeError("det: a must be square in its last two axes, (..., N, N), got shape (2,)")],
      [
        () => det([[1, 2]]),
        new RangeError("det: a must be square in its last two axes, (..., N, N), got shape (1, 2)"),
      ],
      [() => det([[1, 2], [3]]), new RangeError("det: a is ragged: a[1] is length 1 where shape (2, 2) has length 2")],
      [() => det([[1, "2"]] as never), new TypeError('det: a[0][1] must be a number, got the string "2"')],
      [
        () => det(null as never),
        new TypeError("det: a must be an ndarray, a typed array or nested arrays of numbers, got null"),
      ],
      [
        () => det({ re: [[1]], im: [[1]] } as never),
        new TypeError(
          "det: a must be an ndarray, a typed array or nested arrays of numbers, got Object; complex { re, im } pairs are taken by the transforms only",
        ),
      ],
      [
        () => det([[1]], { out: ndarray(new Float64Array(1), [1]) }),
        new RangeError("det: out has shape (1,), but the result has shape ()"),
      ],
      [
        () => det(ndarray(new Float64Array(3), [2, 2])),
        new RangeError(
          "det: a of shape (2, 2) reaches elements 0 to 3 of data that has 3; make the ndarray with the shape, stride and offset of its data",
        ),
      ],
    ];
    for (const [call, error] of cases) expect(call).toThrow(error);
  });
});
