// Parallel loops: regions, reductions, and the races that are refused.

import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { RaceError, UnsupportedError } from "../../src/errors.ts";
import { expectAgreement, observe } from "./support/agree.ts";
import { type Argument, compileFor, functionOf, runCompiled } from "./support/program.ts";

const ramp = (length: number) => Float64Array.from({ length }, (_, i) => i * 1.5 - 4);
const parallel = { parallel: true } as const;

function thrown(source: string, args: Argument[], scope: Record<string, unknown> = {}): Error {
  try {
    compileFor(source, args, { ...parallel, scope });
  } catch (error) {
    return error as Error;
  }
  throw new Error("it compiled");
}

describe("a parallel loop", () => {
  const cases: [claim: string, source: string, args: Argument[]][] = [
    [
      "reads the scalars and arrays around it",
      "(a, out, n, flag) => { const k = a.length; let f = n * 2; f += 1; const t = new Float64Array(4); t[1] = 7; for (const i of prange(k)) out[i] = a[i] * f + t[1] + (flag ? i : -i) + k; }",
      [ramp(20), ramp(20), 3, true],
    ],
    ["starts where it is told", "(out) => { for (const i of prange(3, 15)) out[i] = -i; }", [ramp(20)]],
    [
      "does nothing for an empty interval",
      "(out, n) => { for (const i of prange(5, n)) out[i] = 1; return n; }",
      [ramp(9), 2],
    ],
    [
      "has local arrays of its own",
      "(out) => { for (const i of prange(out.length)) { const t = new Float64Array(3); t[i % 3] += i; out[i] = t[0] + 10 * t[1] + 100 * t[2]; } }",
      [ramp(20)],
    ],
    [
      "has inner loops, serial prange included",
      "(out) => { for (const i of prange(out.length)) { let s = 0; for (const j of prange(i)) { if (j === 7) continue; s += j; } out[i] = s; } }",
      [ramp(20)],
    ],
    [
      "continues to its next iteration",
      "(out) => { for (const i of prange(out.length)) { if (i % 3 === 0) continue; out[i] = i; } }",
      [ramp(20)],
    ],
    [
      "may be repeated, and be one of several",
      "(out) => { for (let r = 0; r < 3; r++) { for (const i of prange(out.length)) out[i] += r; for (const i of prange(out.length)) out[i] *= 2; } }",
      [ramp(20)],
    ],
    [
      "may stand behind a condition",
      "(out, n) => { if (n > 2) { for (const i of prange(out.length)) out[i] = n; } else for (const i of prange(out.length)) out[i] = -n; }",
      [ramp(20), 3],
    ],
    [
      "writes through views that follow from its variable",
      "(m) => { for (const i of prange(m.shape[0])) { const row = m.pick(i, null); for (let j = 0; j < row.shape[0]; j++) row.set(j, i * 10 + j); } }",
      [ndarray(ramp(20), [4, 5])],
    ],
    [
      "may assign to its variable",
      "(out) => { for (let i of prange(out.length)) { const k = i; i *= 2; out[k] = i; } }",
      [ramp(20)],
    ],
    [
      "behind if (false) is none",
      "(out) => { if (false) for (const i of prange(5)) out[i] = 1; for (const i of prange(3)) out[i] = 2; }",
      [ramp(9)],
    ],
  ];
  it.each(cases)("%s", (_, source, args) => expectAgreement(source, args, { races: "error" }));

  it("is reported, with its reductions and its line, and inner ones as serial", () => {
    const source =
      "(a) => {\n  let s = 0;\n  for (const i of prange(a.length)) {\n    for (const j of prange(3)) s += a[i] * j;\n  }\n  return s;\n}";
    const program = compileFor(source, [ramp(3)], parallel);
    expect(program.regions).toEqual([{ line: 3, reductions: [{ name: "s", op: "+" }] }]);
    expect(program.diagnostics).toMatchInlineSnapshot(`
      [
        {
          "line": 3,
          "loop": "for (const i of prange(a.length))",
          "reason": "its iterations are shared among threads",
          "reductions": [
            {
              "name": "s",
              "op": "+",
            },
          ],
          "status": "parallel",
        },
        {
          "line": 4,
          "loop": "for (const j of prange(3))",
          "reason": "it is inside another parallel loop",
          "reductions": [],
          "status": "serial",
        },
      ]
    `);
    expect(
      compileFor(source, [ramp(3)]).diagnostics.map(({ status, reason }) => [status, reason]),
    ).toMatchInlineSnapshot(`
      [
        [
          "serial",
          "the function is compiled without { parallel: true }",
        ],
        [
          "serial",
          "the function is compiled without { parallel: true }",
        ],
      ]
    `);
  });
});

describe("a reduction", () => {
  const exact: [claim: string, source: string][] = [
    ["+=", "(a) => { let s = 10; for (const i of prange(a.length)) s += a[i]; return s; }"],
    ["-=", "(a) => { let s = 10; for (const i of prange(a.length)) s -= a[i]; return s; }"],
    ["*=", "(a) => { let s = 3; for (const i of prange(8)) s *= a[i] + 1; return s; }"],
    ["/=", "(a) => { let s = 2 ** 40; for (const i of prange(8)) s /= 2 ** (i & 1); return s; }"],
    [
      "++ and -- under a condition",
      "(a) => { let n = 0; for (const i of prange(a.length)) { if (a[i] > 3) n++; else if (a[i] < 0) n--; } return n; }",
    ],
    [
      "s = s + ... and s = ... + s",
      "(a) => { let s = 1, t = 2; for (const i of prange(a.length)) { s = s + a[i] - i; t = a[i] + t; } return s * 1000 + t; }",
    ],
    [
      "Math.min and Math.max",
      "(a) => { let lo = Infinity, hi = -3; for (const i of prange(a.length)) { lo = Math.min(lo, a[i] * a[i]); hi = Math.max(a[i], hi); } return lo * 100 + hi; }",
    ],
    [
      "of integers",
      "(a) => { let m = 0; for (const i of prange(a.length)) m = Math.max(m, (a[i] | 0) & 63); return m; }",
    ],
    [
      "in an inner loop, several at once, beside writes",
      "(a) => { let s = 0, p = 0; for (const i of prange(a.length)) { for (let j = 0; j < i; j++) { s += j; p -= 2 * j; } a[i] += 1; } return s - p; }",
    ],
    ["of a parameter", "(a, x) => { for (const i of prange(a.length)) x += a[i]; return x; }"],
    [
      "continues over several loops",
      "(a) => { let s = 0; for (let r = 0; r < 3; r++) for (const i of prange(a.length)) s += a[i] * r; return s; }",
    ],
    [
      "keeps the sign of a sum of negative zeros",
      "(a) => { let s = -0; for (const i of prange(a.length)) s += -0; return 1 / s; }",
    ],
    ["over nothing changes nothing", "(a) => { let s = 5; for (const i of prange(0)) s += a[i]; return s; }"],
  ];
  it.each(exact)("%s gives the interpreted answer where no rounding happens", (_, source) => {
    for (const chunk of [1, 7, 1000]) {
      expectAgreement(source, [ramp(20), 3], { races: "error", chunk });
    }
  });

  it("joins its partials in the order of the chunks: the same chunks give the same bits", () => {
    const source =
      "(a) => { let s = 0; for (const i of prange(a.length)) s += Math.sin(i) * 10 ** (i % 9); return s; }";
    const run = (chunk: number) => runCompiled(source, [ramp(1000)], { ...parallel, chunk });
    expect(run(13)).toBe(run(13));
    expect(run(1000)).toBe(functionOf(source)(ramp(1000)));
  });
});

const races: [claim: string, source: string, reason: string, line: number][] = [
  [
    "an outer scalar that iterations assign to",
    "(a) => { let last = 0;\nfor (const i of prange(a.length)) last = a[i];\nreturn last; }",
    "iterations of the parallel loop all assign to last",
    2,
  ],
  [
    "a reduction that is read inside the loop",
    "(a) => { let s = 0;\nfor (const i of prange(a.length)) { s += a[i];\na[i] = s; } return s; }",
    "s is being reduced by the parallel loop",
    3,
  ],
  [
    "a reduction whose value is used",
    "(a) => { let s = 0;\nfor (const i of prange(a.length)) a[i] = s += a[i]; return s; }",
    "all assign to s",
    2,
  ],
  [
    "a reduction of itself",
    "(a) => { let s = 1;\nfor (const i of prange(a.length)) s += s * a[i]; return s; }",
    "all assign to s",
    2,
  ],
  [
    "two reductions of one variable",
    "(a) => { let s = 1;\nfor (const i of prange(a.length)) { s += a[i]; s *= 2; } return s; }",
    "s is reduced by + and by * in one loop",
    2,
  ],
  [
    "a constant index",
    "(a) => {\nfor (const i of prange(a.length)) a[0] = i; }",
    "the index does not follow from i",
    2,
  ],
  [
    "the index of an inner loop",
    "(a) => { for (const i of prange(9)) for (let j = 0; j < 3; j++)\na[j] += i; }",
    "write to the same elements of a",
    2,
  ],
  [
    "a local array from outside",
    "(a) => { const t = new Float64Array(3); for (const i of prange(9)) {\nt[1] = i; a[i] = t[1]; } }",
    "elements of t",
    2,
  ],
  ["another name of an array", "(a) => { for (const i of prange(9)) { const b = a;\nb[2] = i; } }", "elements of b", 2],
  [
    "a view that does not follow",
    "(a, m) => { for (const i of prange(9)) { const v = m.pick(1, null);\nv.set(2, i); } }",
    "elements of v",
    2,
  ],
  [
    "the write of a function that is called",
    "(a) => { for (const i of prange(9))\nput(a, 1, i); }",
    "elements of a",
    2,
  ],
  [
    "an element that an earlier iteration writes",
    "(a) => { for (const i of prange(1, 9)) a[i] =\na[i - 1] + 1; }",
    "a[i - 1] is written by another iteration, 1 earlier",
    2,
  ],
  [
    "an element that a later iteration overwrites",
    "(a) => { for (const i of prange(8)) a[2 * i] =\na[2 * i + 2]; }",
    "1 later",
    2,
  ],
];

describe("a race is refused", () => {
  const put = (a: Float64Array, at: number, value: number) => {
    a[at] = value;
  };
  it.each(races)("%s", (_, source, reason, line) => {
    const error = thrown(source, [ramp(20), ndarray(ramp(20), [4, 5])], { put });
    expect(error).toBeInstanceOf(RaceError);
    expect(error.message).toContain(reason);
    expect((error as RaceError).line).toBe(line);
    // Without threads there is none.
    expectAgreementSerial(source, { put });
  });

  it("but not where the index follows from the loop variable by way of others, or of a callee", () => {
    for (const body of [
      "const k = 2 * i; a[k + 1] = i",
      "put(a, i, 1)",
      "put2(m.pick(i, null), i)",
      "a[(i + 1) % 20] = i",
      "const j = i; for (let k = j; k < j + 1; k++) a[k] = i",
    ]) {
      const put2 = (m: ndarray.NdArray, value: number) => {
        m.set(1, value);
      };
      expect(() =>
        compileFor(`(a, m) => { for (const i of prange(4)) { ${body}; } }`, [ramp(20), ndarray(ramp(20), [4, 5])], {
          ...parallel,
          scope: { put, put2 },
        }),
      ).not.toThrow();
    }
  });

  it("unless it is allowed, as where data say that no two iterations meet", () => {
    expectAgreement(
      "(start, out) => { for (const i of prange(start.length - 1)) for (let k = start[i]; k < start[i + 1]; k++) out[k] = i; }",
      [Int32Array.of(0, 3, 4, 4, 9), ramp(9)],
      { races: "allow" },
    );
    const source = "(a) => { for (const i of prange(9)) a[0] = 5; }";
    const a = ramp(9);
    runCompiled(source, [a], { ...parallel, races: "allow" });
    expect(a[0]).toBe(5);
  });

  it("with the line, a caret and a remedy", () => {
    expect(
      thrown("(out) => {\n  for (const i of prange(10)) {\n    out[0] += i;\n  }\n}", [ramp(3)]).message,
    ).toMatchInlineSnapshot(`
      "njit: iterations of the parallel loop write to the same elements of out: the index does not follow from i (line 3)
        3 | out[0] += i;
          | ^^^^^^^^^^^
      Index with i, use an array made inside the loop, or a scalar reduction; { races: "allow" } compiles it as it is."
    `);
  });
});

function expectAgreementSerial(source: string, scope: Record<string, unknown>): void {
  const args = [ramp(20), ndarray(ramp(20), [4, 5])];
  const expected = observe(args, (copies) => functionOf(source, scope)(...copies));
  expect(observe(args, (copies) => runCompiled(source, copies, { scope }))).toEqual(expected);
}

describe("a parallel loop cannot be left", () => {
  it.each([
    ["break", "(a) => { for (const i of prange(9)) { if (i > 3) break; a[i] = i; } }"],
    ["return", "(a) => { for (const i of prange(9)) { if (a[i] > 3) return i; } return 0; }"],
    [
      "continue",
      "(a) => { outer: for (let r = 0; r < 2; r++) for (const i of prange(9)) { if (i > 3) continue outer; a[i] = i; } }",
    ],
  ])("by %s", (how, source) => {
    const error = thrown(source, [ramp(20)]);
    expect(error).toBeInstanceOf(UnsupportedError);
    expect(error.message).toContain(`a parallel loop cannot be left by ${how}`);
    expectAgreementSerial(source, {});
  });

  it("but its inner loops can", () => {
    expectAgreement(
      "(a) => { for (const i of prange(9)) { next: for (let j = 0; ; j++) { for (;;) { if (j > i) break next; break; } a[i] += j; } } }",
      [ramp(20)],
      { races: "error" },
    );
  });
});
