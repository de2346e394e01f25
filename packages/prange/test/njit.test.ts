import { cpuCount } from "@mp/pool/internal";
import { RawArray } from "@mp/shared";
import { afterEach, describe, expect, it } from "vitest";
import {
  njit,
  prange,
  RaceError,
  setNumThreads,
  setParallelChunksize,
  TypingError,
  UnsupportedError,
} from "../src/index.ts";

afterEach(() => {
  setNumThreads(cpuCount());
  setParallelChunksize(0);
});

/** The error that `fn` throws. */
function thrown(fn: () => unknown): Error & { line?: number } {
  try {
    fn();
  } catch (error) {
    return error as Error;
  }
  throw new Error("nothing was thrown");
}

describe("njit", () => {
  it("gives the interpreted answer, with and without threads", () => {
    const harmonic = (n: number, out: Float64Array) => {
      for (const i of prange(n)) out[i] = Math.sqrt(i) / (i + 1);
    };
    const expected = new Float64Array(10_000);
    harmonic(10_000, expected);
    for (const options of [{}, { parallel: true }]) {
      const out = RawArray("float64", 10_000);
      njit(harmonic, options)(10_000, out);
      expect([...out]).toEqual([...expected]);
    }
  });

  it("returns numbers, booleans and nothing, as the function does", () => {
    expect(njit((x: number) => x * 2)(21)).toBe(42);
    expect(njit((x: number) => x > 2)(3)).toBe(true);
    expect(
      njit((x: Float64Array) => {
        x[0] = 1;
      })(new Float64Array(1)),
    ).toBe(undefined);
  });

  it("compiles once for each combination of argument types", () => {
    const first = njit((x: Float64Array | Int32Array) => x[0]!);
    expect(first.signatures).toEqual([]);
    first(Float64Array.of(1.5));
    first(Float64Array.of(2.5));
    first(Int32Array.of(3));
    expect(first.signatures).toEqual(["(float64[]) => number", "(int32[]) => number"]);
  });

  it("writes into arrays outside the heap, and counts the copies", () => {
    const double = njit((x: Float64Array, out: Float64Array) => {
      for (const i of prange(x.length)) out[i] = 2 * x[i]!;
    });
    const out = new Float64Array(3);
    double(Float64Array.of(1, 2, 3), out);
    expect([...out]).toEqual([2, 4, 6]);
    expect(double.diagnostics().specialisations).toMatchObject([{ calls: 1, bytesIn: 48, bytesOut: 24 }]);
    expect(String(double.diagnostics())).toContain("copied 48 bytes into the heap and 24 back");
  });

  it("sees arguments that overlap as JavaScript does", () => {
    const shift = (from: Float64Array, to: Float64Array) => {
      for (let i = 0; i < from.length; i++) to[i] = from[i]! + 1;
    };
    const [plain, compiled] = [new Float64Array(9), new Float64Array(9)];
    shift(plain.subarray(0, 8), plain.subarray(1));
    njit(shift)(compiled.subarray(0, 8), compiled.subarray(1));
    expect([...compiled]).toEqual([...plain]);
  });

  it("repeats a parallel sum bit for bit, for a given number of threads and chunk size", () => {
    const sum = njit(
      (x: Float64Array) => {
        let total = 0;
        for (const i of prange(x.length)) total += x[i]!;
        return total;
      },
      { parallel: true },
    );
    const x = RawArray(
      "float64",
      Array.from({ length: 50_000 }, (_, i) => Math.sin(i) * 10 ** (i % 9)),
    );
    for (const chunksize of [0, 100, 7_000]) {
      setParallelChunksize(chunksize);
      const first = sum(x);
      expect(new Set(Array.from({ length: 100 }, () => sum(x)))).toEqual(new Set([first]));
      expect(Math.abs(first / x.reduce((a, b) => a + b) - 1)).toBeLessThan(1e-12);
    }
  });

  it("turns an index out of range into a RangeError with its line, and the team works on", () => {
    const over = njit(
      (out: Float64Array, n: number) => {
        for (const i of prange(n)) out[i] = i;
      },
      { parallel: true },
    );
    const out = RawArray("float64", 1_000);
    for (let round = 0; round < 100; round++) {
      const error = thrown(() => over(out, 1_001));
      expect(error).toBeInstanceOf(RangeError);
      expect(error.message).toContain("index 1000 is out of range for out of length 1000");
      expect(error.message).toMatch(/njit\.test\.ts:\d+:\d+/);
      over(out, 1_000);
      expect(out[999]).toBe(999);
    }
  });

  it("keeps what was written before an error, also outside the heap", () => {
    const fill = njit((out: Float64Array, n: number) => {
      for (let i = 0; i < n; i++) out[i] = 1;
    });
    const out = new Float64Array(3);
    expect(() => fill(out, 4)).toThrow(RangeError);
    expect([...out]).toEqual([1, 1, 1]);
  });

  it("names the argument that it cannot take, under the parameter it was for", () => {
    const sum = njit((x: Float64Array, n: number) => x[n]!);
    const error = thrown(() => sum([1, 2] as unknown as Float64Array, 1));
    expect(error).toBeInstanceOf(TypingError);
    expect(error.message).toContain("argument 1 has no type that compiled code can take: Array");
    expect(error.message).toContain("Float64Array.from(values)");
    expect(error.message).toMatch(/\| const sum = njit\(\(x: .*\n +\| {19}\^\n/);
  });

  it("refuses at the call what it cannot compile", () => {
    const text = njit((x: number) => `${x}`);
    expect(thrown(() => text(1))).toBeInstanceOf(UnsupportedError);
    const race = njit(
      (x: Float64Array) => {
        for (const i of prange(10)) x[0] = i;
      },
      { parallel: true },
    );
    expect(thrown(() => race(new Float64Array(1)))).toBeInstanceOf(RaceError);
  });

  it("refuses what is not a function", () => {
    expect(() => njit(3 as never)).toThrow(new TypeError("njit: expected a function, got number"));
  });

  it.each([
    ["a bound function", ((x: number) => x).bind(null)],
    ["a function of the engine", Math.sin],
  ])("refuses %s, which has no text", (_, fn) => {
    expect(() => njit(fn)).toThrow(TypeError);
    expect(() => njit(fn)).toThrow(/^njit: .* is a bound or built-in function, .*; pass the function that it calls/);
  });

  it("keeps the function's name and length, and compiles a compiled one anew", () => {
    function hypotenuse(a: number, b: number): number {
      return Math.sqrt(a * a + b * b);
    }
    const compiled = njit(njit(hypotenuse));
    expect([compiled.name, compiled.length]).toEqual(["hypotenuse", 2]);
    expect(compiled(3, 4)).toBe(5);
  });

  it("calls another compiled function from a compiled loop", () => {
    const square = njit((x: number) => x * x);
    const squares = njit((out: Float64Array) => {
      for (const i of prange(out.length)) out[i] = square(i);
    });
    const out = new Float64Array(4);
    squares(out);
    expect([...out]).toEqual([0, 1, 4, 9]);
  });

  it("freezes what it captures when it compiles, once for each njit", () => {
    let factor = 2;
    const scale = () => njit((x: number) => x * factor);
    const [first, second] = [scale(), scale()];
    expect(first(10)).toBe(20);
    factor = 3;
    expect([first(10), second(10)]).toEqual([20, 30]);
  });

  it("shows the WebAssembly of a form, and names the forms when asked for another", () => {
    const double = njit((x: number) => 2 * x);
    expect(() => double.wat()).toThrow(/call the function first/);
    double(1);
    expect(double.wat()).toContain("(module");
    expect(() => double.wat("(boolean) => number")).toThrow("there is (number) => number");
  });
});
