import fc from "fast-check";
import ndarray from "ndarray";
import ndarrayFft from "ndarray-fft";
import { describe, expect, it } from "vitest";
import { fft, ifft } from "../src/index.ts";
import { exactDft } from "./support/exact-dft.ts";
import { doubles, elements, relativeDistance } from "./support/numbers.ts";

const interleaved = (pair: { re: ArrayLike<number>; im: ArrayLike<number> }) => [
  ...Array.from(pair.re),
  ...Array.from(pair.im),
];

/** Relative 2-norm of the difference from the exact transform. */
function errorOf(length: number): number {
  const re = doubles(length, length);
  const im = doubles(length, length + 5000);
  const result = fft({ re, im });
  return relativeDistance(interleaved({ re: result.re.data, im: result.im.data }), interleaved(exactDft(re, im)));
}

describe("fft", () => {
  it("is within 4e-16 log2 N of the exact transform for every length to 128", () => {
    for (let length = 1; length <= 128; length++) {
      expect(errorOf(length), `length ${length}`).toBeLessThanOrEqual(4e-16 * Math.log2(length));
    }
  });

  it.each([243, 256, 343, 500, 1000, 1009, 1024, 1458])("keeps that bound for length %i", (length) => {
    expect(errorOf(length)).toBeLessThanOrEqual(4e-16 * Math.log2(length));
  });

  it("transforms a real array as a complex one without imaginary part", () => {
    for (const length of [1, 2, 7, 12, 59, 100]) {
      const re = doubles(length, length);
      const real = fft(re);
      const complex = fft({ re, im: new Float64Array(length) });
      expect(real).toEqual(complex);
    }
  });

  it("is the conjugate of ndarray-fft's forward transform, which is the unscaled inverse", () => {
    for (const length of [8, 31, 100]) {
      const x = doubles(length, 1);
      const theirs = { re: ndarray(x.slice(), [length]), im: ndarray(new Float64Array(length), [length]) };
      ndarrayFft(1, theirs.re, theirs.im);
      const theirsInterleaved = interleaved({ re: theirs.re.data, im: theirs.im.data });
      const unscaledInverse = ifft(x, { norm: "forward" });
      const inverse = interleaved({ re: unscaledInverse.re.data, im: unscaledInverse.im.data });
      expect(relativeDistance(theirsInterleaved, inverse)).toBeLessThan(1e-13);
      const { re, im } = fft(x);
      const conjugate = interleaved({ re: re.data, im: im.data.map((value) => -value) });
      expect(relativeDistance(theirsInterleaved, conjugate)).toBeLessThan(1e-13);
    }
  });

  it("treats the rows of a stack alone: a NaN in one stays there", () => {
    const x = ndarray(doubles(3 * 4, 2), [3, 4]);
    x.set(1, 2, Number.NaN);
    const { re } = fft(x);
    expect(elements(re).map(Number.isNaN)).toEqual(Array.from({ length: 12 }, (_, i) => i >= 4 && i < 8));
  });

  it("gives an empty stack for an empty stack, and refuses an axis of length 0", () => {
    expect(fft(ndarray(new Float64Array(0), [0, 3])).re.shape).toEqual([0, 3]);
    expect(() => fft([])).toThrow(new RangeError("fft: axis length must be positive, got 0; x has shape (0,)"));
  });

  it("writes to out, which may be the input", () => {
    const x = { re: ndarray(doubles(10, 3), [10]), im: ndarray(doubles(10, 4), [10]) };
    const expected = fft(x);
    expect(fft(x, { out: x })).toBe(x);
    expect(x.re.data).toEqual(expected.re.data);
    expect(x.im.data).toEqual(expected.im.data);
  });

  it("refuses what it cannot take, by name", () => {
    const out = { re: ndarray(new Int32Array(2), [2]), im: ndarray(new Float64Array(2), [2]) };
    const small = { re: ndarray(new Float64Array(1), [1]), im: ndarray(new Float64Array(1), [1]) };
    const cases: [call: () => unknown, error: Error][] = [
      [
        () => fft([1, 2], { norm: "orthogonal" as "ortho" }),
        new RangeError('fft: norm must be "backward", "ortho" or "forward", got the string "orthogonal"'),
      ],
      [
        () => fft({ re: [1, 2], im: [1] }),
        new RangeError("fft: x.re has shape (2,) and x.im has shape (1,); they must be equal"),
      ],
      [() => fft([1, 2], { out }), new TypeError("fft: out.re must have dtype float64 or float32, got int32")],
      [() => fft([1, 2], { out: small }), new RangeError("fft: out.re has shape (1,), but the result has shape (2,)")],
      [
        () => fft([1, 2], { out: { re: small.re, im: small.re } as never }),
        new RangeError("fft: out.re has shape (1,), but the result has shape (2,)"),
      ],
      [
        () => fft([1], { out: { re: small.re, im: small.re } }),
        new TypeError("fft: out.re and out.im must be different arrays"),
      ],
      [
        () => fft([1, 2], { workers: 2 } as object),
        new TypeError('fft: unknown option "workers"; the options are norm, out'),
      ],
      [
        () => fft(3 as never),
        new TypeError("fft: x must be an ndarray, a typed array or nested arrays of numbers, got number"),
      ],
    ];
    for (const [call, error] of cases) expect(call).toThrow(error);
  });
});

describe("fft and ifft", () => {
  // Smaller numbers have squares below the range of doubles, and no energy to speak of.
  const sample = fc.double({ min: -1e3, max: 1e3, noNaN: true }).map((value) => (Math.abs(value) < 1e-100 ? 0 : value));
  const signal = fc.integer({ min: 1, max: 200 }).chain((length) => {
    const samples = fc.array(sample, { minLength: length, maxLength: length });
    return fc.record({ re: samples, im: samples });
  });
  const energy = (pair: { re: ArrayLike<number>; im: ArrayLike<number> }) =>
    interleaved(pair).reduce((sum, value) => sum + value * value, 0);

  it("undo each other in every norm", () => {
    fc.assert(
      fc.property(signal, fc.constantFrom("backward", "ortho", "forward"), (x, norm) => {
        const back = ifft(fft(x, { norm }), { norm });
        const distance = relativeDistance(interleaved({ re: back.re.data, im: back.im.data }), interleaved(x));
        expect(distance).toBeLessThan(1e-14);
      }),
      { numRuns: 200 },
    );
  });

  it("keep the energy (Parseval)", () => {
    fc.assert(
      fc.property(signal, (x) => {
        const { re, im } = fft(x, { norm: "ortho" });
        expect(Math.abs(energy({ re: re.data, im: im.data }) - energy(x))).toBeLessThanOrEqual(1e-14 * energy(x));
      }),
      { numRuns: 200 },
    );
  });

  it("are linear", () => {
    fc.assert(
      fc.property(signal, fc.double({ min: -10, max: 10, noNaN: true }), (x, factor) => {
        const [a, b] = [x.re, x.im].map((part) => fft(part)) as [ReturnType<typeof fft>, ReturnType<typeof fft>];
        const mixed = fft(x.re.map((value, i) => value + factor * x.im[i]!));
        const sum = {
          re: a.re.data.map((value, i) => value + factor * b.re.data[i]!),
          im: a.im.data.map((value, i) => value + factor * b.im.data[i]!),
        };
        const size =
          Math.sqrt(energy({ re: a.re.data, im: a.im.data })) +
          10 * Math.sqrt(energy({ re: b.re.data, im: b.im.data }));
        const difference = Math.sqrt(
          energy({ re: sum.re.map((v, i) => v - mixed.re.data[i]!), im: sum.im.map((v, i) => v - mixed.im.data[i]!) }),
        );
        expect(difference).toBeLessThanOrEqual(1e-14 * size);
      }),
      { numRuns: 200 },
    );
  });

  it("turn a shift into a phase", () => {
    fc.assert(
      fc.property(signal, fc.nat(500), (x, by) => {
        const n = x.re.length;
        const shifted = fft({
          re: x.re.map((_, j) => x.re[(j + by) % n]!),
          im: x.im.map((_, j) => x.im[(j + by) % n]!),
        });
        const { re, im } = fft(x);
        const turned = { re: new Float64Array(n), im: new Float64Array(n) };
        for (let k = 0; k < n; k++) {
          const angle = (2 * Math.PI * ((by * k) % n)) / n;
          turned.re[k] = re.data[k]! * Math.cos(angle) - im.data[k]! * Math.sin(angle);
          turned.im[k] = re.data[k]! * Math.sin(angle) + im.data[k]! * Math.cos(angle);
        }
        const distance = relativeDistance(
          interleaved({ re: shifted.re.data, im: shifted.im.data }),
          interleaved(turned),
        );
        expect(distance).toBeLessThan(1e-14);
      }),
      { numRuns: 200 },
    );
  });
});
