import { afterEach, describe, expect, it, vi } from "vitest";
import { jit, prange, RaceError } from "../src/index.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("jit", () => {
  it("compiles what it can", () => {
    const double = jit((x: number) => 2 * x);
    expect(double(4)).toBe(8);
    expect(double.signatures).toEqual(["(number) => number"]);
  });

  it("runs the rest as JavaScript, and says why once", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const count = jit(function count(text: string) {
      return text.length;
    });
    expect([count("four"), count("twelve chars")]).toEqual([4, 12]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toContain("jit: count runs as JavaScript, because it cannot be compiled.");
    expect(count.diagnostics().objectMode).toContain("string");
  });

  it("runs a function without a text as it is, and says why once", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const sine = jit(Math.sin);
    expect([sine(0), sine(0)]).toEqual([0, 0]);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(sine.diagnostics().objectMode).toContain("sin is a bound or built-in function");
  });

  it("compiles for arguments that it can take, though others were refused", () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const first = jit((x: ArrayLike<number>) => x[0]!);
    expect(first([7])).toBe(7);
    expect(first(Float64Array.of(8))).toBe(8);
    expect(first.signatures).toEqual(["(float64[]) => number"]);
  });

  it("does not compile, nor warn, when it is told to run JavaScript", () => {
    const warn = vi.spyOn(console, "warn");
    const double = jit((x: number) => 2 * x, { forceobj: true });
    expect(double(4)).toBe(8);
    expect([double.signatures, double.diagnostics().objectMode]).toEqual([[], "forceobj is set"]);
    expect(warn).not.toHaveBeenCalled();
  });

  it("does not run a race as if it were none", () => {
    const race = jit(
      (x: Float64Array) => {
        for (const i of prange(10)) x[0] = i;
      },
      { parallel: true },
    );
    expect(() => race(new Float64Array(1))).toThrow(RaceError);
  });
});
