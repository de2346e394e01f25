// An index out of range is an error with its line, whatever the form of the index, and nothing else is touched.

import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { type Argument, compileFor, functionOf, runCompiled } from "./support/program.ts";

const array = () => new Float64Array(10);

/** The message of the RangeError that running `source` ends in. */
function failure(source: string, args: Argument[]): string {
  try {
    runCompiled(source, args);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

const outside: [index: string, args: number[], reported: string][] = [
  ["i", [10], "index 10 is out of range for a of length 10"],
  ["i", [-1], "index -1 is out of range for a of length 10"],
  ["i", [2 ** 31], "index 2147483648 is out of range"],
  ["i", [2 ** 32 + 1], "index 4294967297 is out of range"],
  ["i", [-(2 ** 40)], "index -1099511627776 is out of range"],
  ["i", [1e300], "index 1e+300 is out of range"],
  ["i", [1.5], "index 1.5 of a is not an integer"],
  ["i", [-0.5], "index -0.5 of a is not an integer"],
  ["i", [Number.NaN], "index NaN of a is not an integer"],
  ["i", [Infinity], "index Infinity of a is not an integer"],
  ["i | 0", [10], "index 10 is out of range"],
  ["(i | 0) - 5", [4], "index -1 is out of range"],
  ["(i | 0) * (j | 0)", [65536, 65536], "index 4294967296 is out of range"],
  ["(i | 0) * (j | 0) + 3", [2 ** 30, 4], "index 4294967299 is out of range"],
  ["(i & 0x7fffffff) * (j & 0x7fffffff) + 1", [2 ** 31 - 1, 2 ** 31 - 1], "index 4611686014132420600 is out of range"],
  [
    "(i & 0x7fffffff) * (j & 0x7fffffff) * (j & 0x7fffffff)",
    [2 ** 22, 2 ** 21],
    "index 18446744073709552000 is out of range",
  ],
  ["((i | 0) - 1) * (j & 255) + 2", [0, 7], "index -5 is out of range"],
  ["i >>> 0", [-1], "index 4294967295 is out of range"],
  ["i + j", [2 ** 53, 1], "index 9007199254740992 is out of range"],
];

describe("an index out of range", () => {
  it.each(outside)("a[%s] for %j is an error", (index, args, reported) => {
    for (const access of [`return a[${index}]`, `a[${index}] = 1`, `a[${index}] += 1`, `a[${index}]++`]) {
      const message = failure(`(a, i, j) => { ${access}; }`, [array(), args[0]!, args[1] ?? 0]);
      expect(message).toContain(reported);
    }
  });

  it("reports the line, a caret and a remedy", () => {
    expect(
      failure("(a, n) => {\n  for (let i = 0; i <= n; i++) {\n    a[i] = i;\n  }\n}", [array(), 10]),
    ).toMatchInlineSnapshot(`
      "njit: index 10 is out of range for a of length 10 (line 3)
        3 | a[i] = i;
          | ^^^^
      Compare the loop's bounds with the array's length."
    `);
  });

  it("along an axis of an ndarray names the axis", () => {
    const m = ndarray(array(), [2, 5]);
    expect(failure("(m, i) => m.get(1, i)", [m, 5])).toContain(
      "index 5 is out of range for axis 1 of m, which has length 5",
    );
    expect(failure("(m, i) => { m.set(i, 0, 1); }", [m, -1])).toContain("index -1 is out of range for axis 0 of m");
    expect(failure("(m, i) => m.pick(i, null).get(0)", [m, 2])).toContain("index 2 is out of range for axis 0 of m");
    expect(failure("(m, i) => m.hi(1, i).get(0, 0)", [m, 6])).toContain("beyond axis 1 of m, which has length 5");
    expect(failure("(m, i) => m.lo(i).get(0, 0)", [m, 3])).toContain("beyond axis 0 of m, which has length 2");
    expect(failure("(m) => m.hi(1, 2).get(0, 2)", [m])).toContain("index 2 is out of range for axis 1");
  });

  it("of a local array is an error too", () => {
    expect(
      failure("(n) => { const t = new Float64Array(4); for (let i = 0; i <= n; i++) t[i] = 1; return t[0]; }", [4]),
    ).toContain("index 4 is out of range for t of length 4");
  });

  it("computed from three sizes is an error whatever they are", () => {
    const source =
      "(a, z, h, w) => { for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) a[(z * h + y) * w + x] = 1; }";
    for (const [z, h, w] of [
      [1, 4, 4],
      [3, 2 ** 31 - 2 ** 17, 2 ** 31 - 2 ** 17],
      [2 ** 31 - 2 ** 17, 2 ** 31 - 2 ** 17, 1],
      [2 ** 31 - 2 ** 17, 2 ** 31 - 2 ** 17, 2 ** 31 - 2 ** 17],
    ] as const) {
      expect(failure(source, [array(), z, h, w])).toMatch(/^njit: index \d+ is out of range for a of length 10/);
    }
    const a = array();
    runCompiled(source, [a, 0, 2, 5]);
    expect([...a]).toEqual(Array(10).fill(1));
  });

  it("of an empty array is an error", () => {
    expect(failure("(a) => a[0]", [new Float64Array(0)])).toContain("index 0 is out of range for a of length 0");
  });

  it("as a prange bound is an error where prange's own would be", () => {
    for (const bound of [1.5, 2 ** 31, Number.NaN, -Infinity]) {
      expect(failure("(n) => { let s = 0; for (const i of prange(n)) s += i; return s; }", [bound])).toContain(
        `the bound n of prange must be a 32-bit integer, got ${bound}`,
      );
      expect(() => functionOf("(n) => { for (const i of prange(n)); }")(bound)).toThrow(RangeError);
    }
  });

  it("a loop counter that leaves the 32-bit integers is an error", () => {
    const message = failure("(n) => { let s = 0; for (let i = 2147483640; i < n; i += 3) s += i; return s; }", [1e12]);
    expect(message).toContain("the counter i would leave the 32-bit integers");
    // Held as a double because of another value, a counter ends at the same place.
    expect(
      failure(
        "(n) => { let s = 0; let i = 0.5; s += i; for (i = 2147483640; i < n; i += 3) s += i; return s; }",
        [1e12],
      ),
    ).toContain("the counter i would leave");
    expect(failure("(n) => { let s = 0; for (let i = -2147483640; i > n; i--) s += i; return s; }", [-1e12])).toContain(
      "counter i",
    );
  });
});

describe("checks", () => {
  const count = (source: string, args: Argument[], boundscheck = true) =>
    compileFor(source, args, { boundscheck }).sites.filter(({ kind }) => kind === "index" || kind === "axis").length;

  it("are left out where the loop's bound is the array's length", () => {
    expect(count("(a) => { for (let i = 0; i < a.length; i++) a[i] = 1; }", [array()])).toBe(0);
    expect(count("(a) => { const n = a.length; for (let i = n - 1; i >= 0; i--) a[i] = 1; }", [array()])).toBe(0);
    expect(
      count("(a) => { for (const i of range(a.length)) for (let j = i; j < a.length; j++) a[j] += a[i]; }", [array()]),
    ).toBe(0);
    expect(
      count("(m) => { for (let i = 0; i < m.shape[0]; i++) for (const j of range(m.shape[1])) m.set(i, j, 1); }", [
        ndarray(array(), [2, 5]),
      ]),
    ).toBe(0);
    expect(count("(a, k) => { for (let i = 0; i < a.length; i++) a[(i + k) % a.length | 0] = 1; }", [array(), 3])).toBe(
      1,
    );
    expect(count("(a, b) => { for (let i = 0; i < a.length; i++) a[i] = b[(i * 3) & 7]; }", [array(), array()])).toBe(
      1,
    );
    expect(
      count(
        "(x) => { const t = new Float64Array(8); for (let i = 0; i < 8; i++) t[i] = x; return t[(x | 0) & 7]; }",
        [1],
      ),
    ).toBe(0);
  });

  it("stay where the bound is another array's length", () => {
    expect(count("(a, b) => { for (let i = 0; i < b.length; i++) a[i] = 1; }", [array(), array()])).toBe(1);
    expect(
      failure("(a, b) => { for (let i = 0; i < b.length; i++) a[i] = 1; }", [array(), new Float64Array(11)]),
    ).toContain("index 10");
  });

  it("stay for what was a bound of an earlier view", () => {
    const source =
      "(m) => { let last = 0; let s = 0; for (let i = 4; i > 0; i--) { const v = m.hi(i); s += v.get(last); for (let k = 0; k < v.shape[0]; k++) last = k; } return s; }";
    expect(failure(source, [ndarray(array(), [10])])).toContain(
      "index 3 is out of range for axis 0 of v, which has length 3",
    );
  });

  it("are left out on request", () => {
    expect(count("(a, i) => a[i] + a[i | 0]", [array(), 3], false)).toBe(0);
    expect(
      runCompiled("(a, i) => { a[i] = 4; return a[i * 1] + a[i | 0]; }", [array(), 3], { boundscheck: false }),
    ).toBe(8);
  });
});
