import fc from "fast-check";
import ndarray, { type NdArray } from "ndarray";
import { describe, expect, it } from "vitest";
import { copyFromContiguous, toContiguous } from "../../src/arrays/contiguous.ts";
import { strided } from "../../src/arrays/strided.ts";
import { elements } from "../support/numbers.ts";

/** An ndarray of any rank, cut, reversed, thinned out and transposed at random. */
const view: fc.Arbitrary<NdArray<Float64Array>> = fc
  .array(fc.integer({ min: 0, max: 5 }), { maxLength: 4 })
  .chain((shape) =>
    fc.record({
      shape: fc.constant(shape),
      order: fc.shuffledSubarray(
        shape.map((_, axis) => axis),
        { minLength: shape.length },
      ),
      cuts: fc.tuple(...shape.map((length) => fc.integer({ min: 0, max: length }))),
      steps: fc.tuple(...shape.map(() => fc.constantFrom(-2, -1, 1, 2, 3))),
    }),
  )
  .map(({ shape, order, cuts, steps }) => {
    const count = shape.reduce((product, length) => product * length, 1);
    const whole = ndarray(
      Float64Array.from({ length: count }, (_, i) => i),
      shape,
    );
    return whole
      .lo(...cuts)
      .step(...steps)
      .transpose(...order);
  });

describe("a strided view", () => {
  it("is read in C order, whatever its rank and strides (property)", () => {
    fc.assert(
      fc.property(view, (array) => {
        expect([...toContiguous(strided("f: x", array))]).toEqual(elements(array));
      }),
      { numRuns: 500 },
    );
  });

  it("is written in C order, and nothing beside it (property)", () => {
    fc.assert(
      fc.property(view, (array) => {
        const untouched = array.data.slice();
        const { data, shape, stride, offset } = array;
        const values = Float64Array.from(elements(array), (value) => -1 - value);
        copyFromContiguous(values, { data, shape, stride, offset });
        expect(elements(array)).toEqual([...values]);
        expect(data.filter((value) => value < 0)).toHaveLength(values.length);
        expect(data.every((value, i) => value < 0 || value === untouched[i])).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("is taken of plain arrays, of typed arrays, and of ndarrays over either or over objects with get", () => {
    const read = (x: Parameters<typeof strided>[1]) => {
      const { shape } = strided("f: x", x);
      return { shape: [...shape], data: [...toContiguous(strided("f: x", x))] };
    };
    const expected = { shape: [2, 2], data: [1, 2, 3, 4] };
    expect(
      read([
        [1, 2],
        [3, 4],
      ]),
    ).toEqual(expected);
    expect(read([Float32Array.of(1, 2), Int8Array.of(3, 4)])).toEqual(expected);
    expect(read(ndarray([1, 2, 3, 4], [2, 2]))).toEqual(expected);
    const generic = { length: 4, get: (i: number) => i + 1, set: () => undefined };
    expect(read(ndarray(generic, [2, 2]))).toEqual(expected);
    expect(read(BigUint64Array.of(7n, 8n))).toEqual({ shape: [2], data: [7, 8] });
    expect(read([])).toEqual({ shape: [0], data: [] });
    expect(read([[], []] as never)).toEqual({ shape: [2, 0], data: [] });
  });

  it("is refused of ragged arrays and of what are not numbers, by path", () => {
    const cases: [value: unknown, error: Error][] = [
      [[[1], 2], new RangeError("f: x is ragged: x[1] is number where shape (2, 1) has an array of length 1")],
      [[1, [2]], new RangeError("f: x is ragged: x[1] is an array of length 1 where shape (2,) has a number")],
      [[[1], [undefined]], new TypeError("f: x[1][0] must be a number, got undefined")],
      [ndarray([1, "a"] as never, [2]), new TypeError('f: x.data[1] must be a number, got the string "a"')],
      [
        new DataView(new ArrayBuffer(8)),
        new TypeError("f: x must be an ndarray, a typed array or nested arrays of numbers, got DataView"),
      ],
      [
        ndarray(new Float64Array(2), [-1]),
        new RangeError("f: x has the impossible shape (-1,); axis lengths are integers >= 0"),
      ],
    ];
    for (const [value, error] of cases) expect(() => strided("f: x", value as never)).toThrow(error);
  });
});
