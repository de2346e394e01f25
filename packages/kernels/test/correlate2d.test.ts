import fc from "fast-check";
import ndarray, { type NdArray } from "ndarray";
import { describe, expect, it } from "vitest";
import { correlate2d } from "../src/index.ts";
import { correlationByDefinition } from "./support/definition.ts";
import { doubles, elements, integers, matrixOf, relativeDistance } from "./support/numbers.ts";

const modes = ["full", "same", "valid"] as const;
const boundaries = ["fill", "wrap", "symm"] as const;
const methods = ["auto", "direct", "fft"] as const;

describe("correlate2d", () => {
  it("is its definition, for integers exactly: every mode, boundary, method and parity to 6 by 6", () => {
    let seed = 0;
    for (const [rows, columns] of shapesTo(6)) {
      const a = matrixOf(integers(rows * columns, ++seed), rows, columns);
      for (const [tapRows, tapColumns] of shapesTo(6)) {
        const b = matrixOf(integers(tapRows * tapColumns, ++seed), tapRows, tapColumns);
        for (const mode of modes) {
          if (mode === "valid" && (tapRows > rows || tapColumns > columns)) continue;
          for (const boundary of boundaries) {
            const fillvalue = seed % 3;
            const expected = correlationByDefinition(a, b, mode, boundary, fillvalue);
            for (const method of methods) {
              const got = correlate2d(a, b, { mode, boundary, fillvalue, method });
              const same =
                got.shape[0] === expected.shape[0] &&
                got.shape[1] === expected.shape[1] &&
                got.data.every((value, i) => value === expected.data[i]);
              if (!same) {
                const options = { rows, columns, tapRows, tapColumns, mode, boundary, method, fillvalue };
                expect({ ...options, shape: got.shape, data: [...got.data] }).toEqual({ ...options, ...expected });
              }
            }
          }
        }
      }
    }
  });

  it("is its definition for real numbers too, by every method (property)", () => {
    const side = fc.integer({ min: 1, max: 14 });
    fc.assert(
      fc.property(
        fc.tuple(side, side, side, side, fc.nat()),
        fc.constantFrom("full" as const, "same" as const),
        fc.constantFrom(...boundaries),
        fc.constantFrom(...methods),
        ([rows, columns, tapRows, tapColumns, seed], mode, boundary, method) => {
          const a = matrixOf(doubles(rows * columns, seed), rows, columns);
          const b = matrixOf(doubles(tapRows * tapColumns, seed + 1), tapRows, tapColumns);
          const got = correlate2d(a, b, { mode, boundary, fillvalue: 0.5, method });
          const expected = correlationByDefinition(a, b, mode, boundary, 0.5);
          expect(got.shape).toEqual(expected.shape);
          expect(relativeDistance(got.data, expected.data)).toBeLessThan(1e-14);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps the larger input still in mode valid, and reads exchanged inputs backwards", () => {
    const small = matrixOf(integers(6, 1), 2, 3);
    const large = matrixOf(integers(20, 2), 4, 5);
    const forth = correlate2d(large, small, { mode: "valid" });
    const back = correlate2d(small, large, { mode: "valid" });
    expect(back.shape).toEqual([3, 3]);
    expect([...back.data]).toEqual([...forth.data].reverse());
  });

  it("comes out exact for integers whose sums fit into 53 bits, small or large", () => {
    for (const limit of [9, 2 ** 15, 2 ** 21]) {
      const a = matrixOf(integers(40 * 40, limit, limit), 40, 40);
      const b = matrixOf(integers(40 * 40, limit + 1, limit), 40, 40);
      const got = correlate2d(a, b);
      for (const [m, n] of [
        [0, 0],
        [39, 39],
        [20, 61],
        [78, 1],
      ] as const) {
        expect(got.get(m, n)).toBe(Number(exactElement(a, b, m, n)));
      }
    }
  });

  it("lets NaN and infinities reach only the sums that they are part of", () => {
    const a = matrixOf(doubles(64 * 64, 3), 64, 64);
    a.set(10, 20, Number.NaN);
    a.set(40, 50, Number.POSITIVE_INFINITY);
    const b = matrixOf(doubles(31 * 31, 4).map(Math.abs), 31, 31);
    const got = correlate2d(a, b, { mode: "same" });
    for (const [m, n, value] of [
      [10, 20, Number.NaN],
      [40, 50, Number.POSITIVE_INFINITY],
    ] as const) {
      expect(got.get(m, n)).toBe(value);
    }
    expect(Number.isFinite(got.get(0, 50))).toBe(true);
    expect([...got.data].filter(Number.isNaN).length).toBe(26 * 31);
  });

  it("reads plain arrays, integer ndarrays and strided views alike, and modifies none", () => {
    const data = Int32Array.from(integers(12, 5));
    const view = ndarray(data, [4, 3]).transpose(1, 0).step(-1, 2);
    const rows = [0, 1, 2].map((i) => [0, 1].map((j) => view.get(i, j) as number));
    const before = data.slice();
    const taps = [
      [1, -2],
      [0, 3],
    ];
    expect(elements(correlate2d(view, taps))).toEqual(elements(correlate2d(rows, matrixOf(taps.flat(), 2, 2))));
    expect(data).toEqual(before);
    expect(rows).toEqual([0, 1, 2].map((i) => [0, 1].map((j) => view.get(i, j))));
  });

  it("writes to out", () => {
    const out = ndarray(new Float32Array(6), [3, 2]).transpose(1, 0);
    expect(
      correlate2d(
        [
          [1, 2],
          [3, 4],
        ],
        [[1, 1]],
        { out },
      ),
    ).toBe(out);
    expect(elements(out)).toEqual([1, 3, 2, 3, 7, 4]);
  });

  it("gives sums of nothing for empty axes, as SciPy does", () => {
    const empty = (rows: number, columns: number) => ndarray(new Float64Array(0), [rows, columns]);
    const ones = matrixOf([1, 1, 1, 1], 2, 2);
    expect(correlate2d(ones, empty(0, 3)).shape).toEqual([1, 4]);
    expect([...correlate2d(ones, empty(0, 0), { mode: "same", boundary: "wrap" }).data]).toEqual([0, 0, 0, 0]);
    expect(correlate2d(empty(0, 0), empty(0, 0), { mode: "same" }).shape).toEqual([0, 0]);
    expect([...correlate2d(empty(0, 1), [[2]], { fillvalue: 5 }).data]).toEqual([]);
    expect([...correlate2d(empty(0, 1), [[2], [1]], { fillvalue: 5 }).data]).toEqual([15]);
  });

  it("refuses what does not fit, by name", () => {
    const cases: [call: () => unknown, error: Error][] = [
      [() => correlate2d([1], [[1]]), new RangeError("correlate2d: a must have two axes, got shape (1,)")],
      [() => correlate2d([[1]], [[[1]]]), new RangeError("correlate2d: b must have two axes, got shape (1, 1, 1)")],
      [
        () => correlate2d([[1, 2]], [[1], [2]], { mode: "valid" }),
        new RangeError(
          'correlate2d: in mode "valid" one input must be at least as large as the other on both axes, got a of shape (1, 2) and b of shape (2, 1)',
        ),
      ],
      [
        () => correlate2d([[]] as never, [[]] as never),
        new RangeError(
          "correlate2d: the full correlation of two empty axes has no length, got a of shape (1, 0) and b of shape (1, 0)",
        ),
      ],
      [
        () => correlate2d([[]] as never, [[1, 1]], { boundary: "wrap" }),
        new RangeError(
          'correlate2d: boundary "wrap" needs elements to repeat, got a of shape (1, 0) and b of shape (1, 2)',
        ),
      ],
      [
        () => correlate2d([[1]], [[1]], { mode: "ful" as "full" }),
        new RangeError('correlate2d: mode must be "full", "same" or "valid", got the string "ful"'),
      ],
      [
        () => correlate2d([[1]], [[1]], { boundary: "reflect" as "symm" }),
        new RangeError('correlate2d: boundary must be "fill", "wrap" or "symm", got the string "reflect"'),
      ],
      [
        () => correlate2d([[1]], [[1]], { method: 3 as never }),
        new RangeError('correlate2d: method must be "auto", "direct" or "fft", got number'),
      ],
      [
        () => correlate2d([[1]], [[1]], { fillvalue: "0" as never }),
        new TypeError('correlate2d: fillvalue must be a number, got the string "0"'),
      ],
      [
        () => correlate2d([[1]], [[1]], { workers: 2 } as object),
        new TypeError('correlate2d: unknown option "workers"; the options are mode, boundary, fillvalue, method, out'),
      ],
      [
        () => correlate2d("a" as never, [[1]]),
        new TypeError(
          'correlate2d: a must be an ndarray, a typed array or nested arrays of numbers, got the string "a"',
        ),
      ],
    ];
    for (const [call, error] of cases) expect(call).toThrow(error);
  });
});

function shapesTo(limit: number): [rows: number, columns: number][] {
  const sides = Array.from({ length: limit }, (_, i) => i + 1);
  return sides.flatMap((rows) => sides.map((columns): [number, number] => [rows, columns]));
}

/** One element of the full correlation in integer arithmetic. */
function exactElement(a: NdArray, b: NdArray, m: number, n: number): bigint {
  const [rows = 0, columns = 0] = a.shape;
  let sum = 0n;
  for (let j = 0; j < b.shape[0]!; j++) {
    for (let k = 0; k < b.shape[1]!; k++) {
      const row = m + j - b.shape[0]! + 1;
      const column = n + k - b.shape[1]! + 1;
      if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
      sum += BigInt(a.get(row, column)) * BigInt(b.get(j, k));
    }
  }
  return sum;
}
