// The stored fixtures are what NumPy and SciPy answer, and what the kernels answer.

import type { NdArray } from "ndarray";
import { describe, expect, it } from "vitest";
import * as kernels from "../src/index.ts";
import {
  askScipy,
  ndarrayOf,
  numbersOf,
  readAllFixtures,
  readFixture,
  type StoredArray,
  type StoredComplex,
} from "./support/fixtures.ts";
import { elements } from "./support/numbers.ts";

/** Equal shapes, and elements that differ by no more than `tolerance` times the largest of them. */
function expectClose(actual: { shape: number[]; data: number[] }, expected: StoredArray, tolerance: number): void {
  expect(actual.shape).toEqual(expected.shape);
  const numbers = numbersOf(expected);
  const scale = Math.max(0, ...numbers.filter(Number.isFinite).map(Math.abs));
  for (const [i, value] of numbers.entries()) {
    const got = actual.data[i] as number;
    if (Number.isFinite(value)) expect(Math.abs(got - value)).toBeLessThanOrEqual(tolerance * scale);
    else expect(got).toBe(value);
  }
  expect(actual.data).toHaveLength(numbers.length);
}

const whole = (array: NdArray) => ({ shape: array.shape, data: elements(array) });

describe("fixtures", () => {
  it("are what the installed NumPy and SciPy answer", (context) => {
    const answer = askScipy();
    if ("missing" in answer) {
      expect(process.env.CI, `NumPy and SciPy are needed in CI: ${answer.missing}`).not.toBe("true");
      // The reporter counts what is skipped, but does not print why.
      console.warn(`The fixtures are not compared: NumPy and SciPy are not installed (${answer.missing})`);
      context.skip("NumPy and SciPy are not installed");
      return;
    }
    expectSame(answer.sections, readAllFixtures(), "");
  });

  it("det agrees with numpy.linalg.det, empty stacks, NaN and extremes included", () => {
    for (const { a, det } of readFixture<{ a: StoredArray; det: StoredArray }>("det")) {
      const result = kernels.det<number | NdArray>(ndarrayOf(a));
      expectClose(typeof result === "number" ? { shape: [], data: [result] } : whole(result), det, 1e-13);
    }
  });

  it("fft, ifft, fft2 and ifft2 agree with numpy.fft in every norm", () => {
    const { fft, ifft, fft2, ifft2 } = kernels;
    const transforms = { fft, ifft, fft2, ifft2 };
    type Case = {
      name: keyof typeof transforms;
      norm: kernels.FftNorm;
      x: StoredArray | StoredComplex;
      result: StoredComplex;
    };
    for (const { name, norm, x, result } of readFixture<Case>("fft")) {
      const input = "re" in x ? { re: ndarrayOf(x.re), im: ndarrayOf(x.im) } : ndarrayOf(x);
      const { re, im } = transforms[name](input, { norm });
      const both = { shape: re.shape, data: [...elements(re), ...elements(im)] };
      const stored = { shape: result.re.shape, data: [...result.re.data, ...result.im.data] };
      expectClose(both, stored, 2e-15);
    }
  });

  it("correlate2d agrees with scipy.signal.correlate2d in every mode and boundary", () => {
    type Case = {
      a: StoredArray;
      b: StoredArray;
      mode: kernels.CorrelateMode;
      boundary: kernels.CorrelateBoundary;
      fillvalue: number;
      result: StoredArray;
    };
    for (const { a, b, mode, boundary, fillvalue, result } of readFixture<Case>("correlate2d")) {
      const options = { mode, boundary, fillvalue };
      const integer = [...a.data, ...b.data].every(Number.isInteger);
      for (const method of ["auto", "direct"] as const) {
        const got = kernels.correlate2d(ndarrayOf(a), ndarrayOf(b), { ...options, method });
        expectClose(whole(got), result, integer ? 0 : 1e-15);
      }
    }
  });

  it("arraySplit agrees with numpy.array_split", () => {
    type Case = { length: number; cuts: number | number[]; parts: number[][] };
    for (const { length, cuts, parts } of readFixture<Case>("array-split")) {
      const numbers = Array.from({ length }, (_, i) => i);
      expect(kernels.arraySplit(numbers, cuts)).toEqual(parts);
      expect(kernels.arraySplit(Int32Array.from(numbers), cuts).map((part) => [...part])).toEqual(parts);
    }
  });
});

/** Versions of NumPy differ in the last digits. */
function expectSame(actual: unknown, expected: unknown, path: string): void {
  if (typeof expected === "number" && typeof actual === "number") {
    const tolerance = 1e-13 * Math.max(Math.abs(expected), Math.abs(expected) < 1e-30 ? 0 : 1);
    expect(Math.abs(actual - expected), `${path}: ${actual} and ${expected}`).toBeLessThanOrEqual(tolerance);
  } else if (typeof expected === "object" && expected !== null) {
    expect(Object.keys(actual as object), path).toEqual(Object.keys(expected));
    for (const [key, value] of Object.entries(expected)) {
      expectSame((actual as Record<string, unknown>)[key], value, `${path}/${key}`);
    }
  } else {
    expect(actual, path).toBe(expected);
  }
}
