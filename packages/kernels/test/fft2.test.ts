import fc from "fast-check";
import ndarray from "ndarray";
import ndarrayFft from "ndarray-fft";
import { describe, expect, it } from "vitest";
import { fft, fft2, ifft2 } from "../src/index.ts";
import { doubles, elements, matrixOf, relativeDistance } from "./support/numbers.ts";

const parts = ({ re, im }: ReturnType<typeof fft2>) => [...elements(re), ...elements(im)];

describe("fft2", () => {
  it("is fft along the rows and then along the columns, for every shape to 16 by 16", () => {
    for (let rows = 1; rows <= 16; rows++) {
      for (let columns = 1; columns <= 16; columns++) {
        const x = matrixOf(doubles(rows * columns, rows * 17 + columns), rows, columns);
        const alongRows = fft(x);
        const twice = fft({ re: alongRows.re.transpose(1, 0), im: alongRows.im.transpose(1, 0) });
        const expected = { re: twice.re.transpose(1, 0), im: twice.im.transpose(1, 0) };
        const distance = relativeDistance(parts(fft2(x)), [...elements(expected.re), ...elements(expected.im)]);
        expect(distance, `${rows} by ${columns}`).toBeLessThan(1e-15);
      }
    }
  });

  it("gives a real matrix an exactly Hermitian spectrum", () => {
    for (const [rows, columns] of [
      [5, 7],
      [6, 8],
      [100, 100],
      [1, 59],
    ] as const) {
      const { re, im } = fft2(matrixOf(doubles(rows * columns, 3), rows, columns));
      for (let r = 0; r < rows; r++) {
        for (let c = 0; c < columns; c++) {
          const mirror = [(rows - r) % rows, (columns - c) % columns] as const;
          if (c <= columns / 2) continue;
          expect(re.get(r, c)).toBe(re.get(...mirror));
          expect(im.get(r, c)).toBe(-im.get(...mirror));
        }
      }
    }
  });

  it("is the conjugate of ndarray-fft's forward transform", () => {
    for (const [rows, columns] of [
      [100, 100],
      [31, 12],
      [8, 16],
    ] as const) {
      const x = matrixOf(doubles(rows * columns, 5), rows, columns);
      const ours = fft2(x);
      const theirs = {
        re: matrixOf(x.data, rows, columns),
        im: matrixOf(new Float64Array(rows * columns), rows, columns),
      };
      ndarrayFft(1, theirs.re, theirs.im);
      const conjugate = [...theirs.re.data, ...theirs.im.data.map((value) => -value)];
      expect(relativeDistance(conjugate, parts(ours))).toBeLessThan(1e-13);
    }
  });

  it("transforms each matrix of a stack alone", () => {
    const stack = ndarray(doubles(3 * 5 * 7, 6), [3, 5, 7]);
    const { re, im } = fft2(stack);
    for (let i = 0; i < 3; i++) {
      const alone = fft2(stack.pick(i, null, null));
      expect(elements(re.pick(i, null, null))).toEqual([...alone.re.data]);
      expect(elements(im.pick(i, null, null))).toEqual([...alone.im.data]);
    }
  });

  it("reads a real and a complex matrix alike, forward and inverse", () => {
    for (const [rows, columns] of [
      [4, 6],
      [7, 5],
      [1, 1],
    ] as const) {
      const re = matrixOf(doubles(rows * columns, 7), rows, columns);
      const im = matrixOf(new Float64Array(rows * columns), rows, columns);
      for (const transform of [fft2, ifft2]) {
        expect(relativeDistance(parts(transform(re)), parts(transform({ re, im })))).toBeLessThan(1e-15);
      }
    }
  });

  it("does not modify its input, whatever its strides", () => {
    const data = doubles(200, 8);
    const before = data.slice();
    const view = ndarray(data, [10, 20]).transpose(1, 0).step(-2, 3);
    const packed = matrixOf(elements(view), view.shape[0]!, view.shape[1]!);
    expect(fft2(view)).toEqual(fft2(packed));
    expect(data).toEqual(before);
  });

  it("undoes ifft2 in every norm (property)", () => {
    const shape = fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 24 }), fc.nat());
    fc.assert(
      fc.property(shape, fc.constantFrom("backward", "ortho", "forward"), ([rows, columns, seed], norm) => {
        const x = {
          re: matrixOf(doubles(rows * columns, seed), rows, columns),
          im: matrixOf(doubles(rows * columns, seed + 1), rows, columns),
        };
        expect(relativeDistance(parts(ifft2(fft2(x, { norm }), { norm })), parts(x))).toBeLessThan(2e-15);
      }),
    );
  });

  it("refuses one axis, and an axis of length 0, by name", () => {
    expect(() => fft2([1, 2])).toThrow(new RangeError("fft2: x must have at least 2 axes, got shape (2,)"));
    const empty = ndarray(new Float64Array(0), [0, 3]);
    expect(() => fft2(empty)).toThrow(new RangeError("fft2: axis length must be positive, got 0; x has shape (0, 3)"));
    expect(fft2(ndarray(new Float64Array(0), [0, 3, 3])).re.shape).toEqual([0, 3, 3]);
  });

  it("writes to float32 ndarrays of any strides", () => {
    const x = matrixOf(doubles(12, 9), 3, 4);
    const out = {
      re: ndarray(new Float32Array(12), [4, 3]).transpose(1, 0),
      im: ndarray(new Float32Array(12), [4, 3]).transpose(1, 0),
    };
    expect(fft2(x, { out })).toBe(out);
    const expected = fft2(x);
    expect(elements(out.re)).toEqual([...expected.re.data].map(Math.fround));
    expect(elements(out.im)).toEqual([...expected.im.data].map(Math.fround));
  });
});
