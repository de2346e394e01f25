// A number parameter that is used as a count has a form of the program of its own, which no answer depends on.

import { describe, expect, it } from "vitest";
import { compileFor, functionOf, runnable } from "./support/program.ts";

const counts = [0, 1, 5, 7, -0, -3, 2.5, -1e300, 2 ** 31, Number.NaN];

describe("a count", () => {
  it.each([
    [
      "as a bound",
      "(a, n) => { let s = 1 / n; for (let i = 0; i < n && i < 8; i++) { a[i] += n; s += i; } return s; }",
    ],
    [
      "as a stride",
      "(a, n) => { for (let i = 0; i < 2; i++) for (let j = 0; j < n && j < 4; j++) a[(i * n + j) & 7] += j; return -n; }",
    ],
    ["that is assigned to", "(a, n) => { let s = 0; while (n > 0 && s < 8) { a[s++] = n; n -= 1.5; } return n; }"],
    [
      "through another variable",
      "(a, n) => { const m = n + 1; for (let i = 1; i < m && i < 8; i++) a[i] = m / i; return m; }",
    ],
  ])("%s gives the interpreted answer, whatever it is", (_, source) => {
    const compiled = runnable(compileFor(source, [new Float64Array(8), 1]));
    for (const n of counts) {
      const [expected, actual] = [new Float64Array(8), new Float64Array(8)];
      expect(compiled(actual, n), `n = ${n}`).toBe(functionOf(source)(expected, n));
      expect(actual).toEqual(expected);
    }
  });

  it("makes a second form with integers, whose parallel loops are regions too", () => {
    const source = "(a, n) => { for (const i of prange(n)) a[i] = i; }";
    const program = compileFor(source, [new Float64Array(8), 1], { parallel: true });
    expect(program.wat()).toContain("$main.integers");
    expect(program.regions.length).toBe(2);
    const run = runnable(program);
    for (const [n, sum] of [
      [5, 10],
      [8, 28],
    ] as const) {
      const a = new Float64Array(8);
      run(a, n);
      expect(a.reduce((x, y) => x + y)).toBe(sum);
    }
    expect(() => run(new Float64Array(8), 2.5)).toThrow(/the bound n of prange must be a 32-bit integer, got 2.5/);
  });

  it("is not guessed where a number is only computed with", () => {
    expect(
      compileFor("(a, x) => { for (let i = 0; i < a.length; i++) a[i] = i * x; }", [new Float64Array(8), 1]).wat(),
    ).not.toContain("integers");
  });

  it("does not need more scratch memory for its second form", () => {
    const source = "(n) => { const t = new Float64Array(100); for (let i = 0; i < n; i++) t[i] = i; return t[1]; }";
    expect(compileFor(source, [1]).scratchBytes).toBe(832);
  });
});
