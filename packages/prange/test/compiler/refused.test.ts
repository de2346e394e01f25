// What is refused, with which class, reason and remedy. LANGUAGE.md shows the same table.

import { readFileSync } from "node:fs";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { parse } from "../../src/compiler/parse.ts";
import { ParseError, TypingError, UnsupportedError } from "../../src/errors.ts";
import { type Argument, compileFor } from "./support/program.ts";

const a = new Float64Array(4);
const m = ndarray(new Float64Array(4), [2, 2]);

type Refusal = [error: string, source: string, args: Argument[], reason: string, scope?: Record<string, unknown>];

const recursive: (x: number) => number = (x) => recursive(x - 1);

/** Every refusal that a user can meet; `reason` is a part of the message. */
const refusals: Refusal[] = [
  ["UnsupportedError", "async (x) => x", [1], "an async function cannot be compiled"],
  ["UnsupportedError", "function* (x) { yield x; }", [1], "a generator cannot be compiled"],
  ["UnsupportedError", "class { }", [], "this is not the text of a function"],
  ["UnsupportedError", "(x = 1) => x", [1], "a default value in a parameter list is not compiled"],
  ["UnsupportedError", "({ x }) => x", [1], "a pattern in a parameter list is not compiled"],
  ["UnsupportedError", "(x) => { var y = x; return y; }", [1], "var is not compiled"],
  ["UnsupportedError", "(x) => { const [y] = x; }", [1], "a pattern is not compiled"],
  ["UnsupportedError", "(x) => { switch (x) { case 1: return 2; } }", [1], "switch is not compiled"],
  ["UnsupportedError", "(x) => { throw x; }", [1], "throw is not compiled"],
  ["UnsupportedError", "(x) => { try { x; } catch {} }", [1], "try is not compiled"],
  ["UnsupportedError", "(a) => { for (const i in a) a[i] = 1; }", [a], "for ... in is not compiled"],
  ["UnsupportedError", "(a) => { for (const x of a) x; }", [a], "for ... of runs over prange(...) and range(...) only"],
  [
    "UnsupportedError",
    "(n) => { let i = 0; for (i of prange(n)) i; }",
    [1],
    "the loop variable must be declared in the loop",
  ],
  [
    "UnsupportedError",
    "(n) => { for (const i of prange(0, n, 2)) i; }",
    [1],
    "prange takes (stop) or (start, stop), got 3 arguments",
  ],
  ["UnsupportedError", "(n) => prange(n)", [1], "prange counts loops, and is no value"],
  [
    "UnsupportedError",
    "(x) => { const f = () => x; return f(); }",
    [1],
    "a function inside a function is not compiled",
  ],
  ["UnsupportedError", "(x) => [x]", [1], "an array literal is not compiled"],
  ["UnsupportedError", "(x) => ({ x })", [1], "an object literal is not compiled"],
  ["UnsupportedError", "(x) => `x`", [1], "a template is not compiled"],
  ["UnsupportedError", "(x) => 'x'", [1], "a string is not compiled"],
  ["UnsupportedError", "(x) => 1n", [1], "a bigint is not compiled"],
  ["UnsupportedError", "(x) => null", [1], "null is not compiled"],
  ["UnsupportedError", "(x) => /x/", [1], "a regular expression is not compiled"],
  ["UnsupportedError", "(x) => typeof x", [1], "typeof is not compiled"],
  ["UnsupportedError", "function (x) { return this.x; }", [1], "this is not compiled"],
  ["UnsupportedError", "(x) => x ?? 1", [1], "?? is not compiled"],
  ["UnsupportedError", "(a) => a?.length", [a], "?. is not compiled"],
  ["UnsupportedError", "(x, y) => x in y", [1, 2], "in is not compiled"],
  ["UnsupportedError", "(n) => new Float64Array(n)[0]", [1], "a local array needs a constant length"],
  ["UnsupportedError", "(n) => new Uint8Array(1e9)[0]", [1], "a local array of 1000000000 elements is too large"],
  ["UnsupportedError", "(n) => new Date()", [1], "only typed arrays are made in compiled code"],
  ["UnsupportedError", "(a) => Float64Array(3)", [a], "Float64Array is called without new"],
  ["UnsupportedError", "(a) => a.fill(0)", [a], ".fill of an array of float64 is not compiled"],
  ["UnsupportedError", "(a) => a.byteLength", [a], ".byteLength of an array of float64 is not compiled"],
  ["UnsupportedError", "(m) => m.data[0]", [m], ".data of an ndarray of float64 with 2 axes is not compiled"],
  ["UnsupportedError", "(m) => m.index(0, 0)", [m], ".index of an ndarray is not compiled"],
  ["UnsupportedError", "(a) => a", [a], "an array of float64 cannot be returned"],
  ["UnsupportedError", "(a, b) => { let c = a; c = b; return c[0]; }", [a, a], "c would become an array of float64"],
  ["UnsupportedError", "(x) => { count = x; }", [1], "count is captured, and what is captured is frozen", { count: 1 }],
  ["UnsupportedError", "(x) => table[0] + x", [1], "table is a captured object", { table: a }],
  ["UnsupportedError", "(x) => names[0] + x", [1], "names is an array", { names: [1, 2] }],
  ["UnsupportedError", "(x) => names.length + x", [1], "names is an array", { names: [1, 2] }],
  ["UnsupportedError", "(x) => names + x", [1], "names is an array, and only numbers", { names: [1] }],
  [
    "UnsupportedError",
    "(x) => helper",
    [1],
    "helper is a function, which is no value in compiled code",
    { helper: () => 1 },
  ],
  ["UnsupportedError", "(x) => parseFloat(x)", [1], "parseFloat is built into the engine and has no source"],
  ["UnsupportedError", "(x) => recursive(x)", [1], "recursive calls itself", { recursive }],
  ["UnsupportedError", "(x) => x(1)", [1], "only captured functions are called in compiled code"],
  ["UnsupportedError", "(x) => { x.y = 1; }", [1], "this cannot be assigned to in compiled code"],
  ["TypingError", "(x, y) => x + y", [1], "there is no argument for y"],
  ["TypingError", "(x) => missing + x", [1], "missing has no value where the function was made"],
  ["TypingError", "(x) => lib.missing + x", [1], "lib.missing has no value where the function was made", { lib: {} }],
  ["TypingError", "(x) => { const y = 1; y = x; }", [1], "y is a constant"],
  ["TypingError", "(x) => { let y; if (x) y = 1; return y; }", [1], "y may not have been given a value here"],
  ["TypingError", "(x) => { let y = x; y = x > 1; return y; }", [1], "y has values of two types"],
  ["TypingError", "(x) => { if (x) return 1; }", [1], "returns a value on some paths only"],
  [
    "TypingError",
    "(x) => { if (x) return 1; return x > 2; }",
    [1],
    "this returns a boolean, an earlier return a number",
  ],
  ["TypingError", "(x) => (x > 1 ? x : x > 2)", [1], "this is a number or a boolean"],
  ["TypingError", "(x) => (x === (x > 2) ? 1 : 2)", [1], "a number is never equal to a boolean by type"],
  ["TypingError", "(a) => a + 1", [a], "a is an array of float64, where a number is needed"],
  ["TypingError", "(a) => (a ? 1 : 0)", [a], "an array of float64 is no condition"],
  ["TypingError", "(x) => x[0]", [1], "a number has no elements by []"],
  ["TypingError", "(m) => m[0]", [m], "an ndarray of float64 with 2 axes has no elements by []"],
  ["TypingError", "(m) => m.get(0)", [m], ".get of an ndarray with 2 axes takes 2 indices, got 1 arguments"],
  [
    "TypingError",
    "(m) => { m.set(0, 1); }",
    [m],
    ".set of an ndarray with 2 axes takes 2 indices and a value, got 2 arguments",
  ],
  ["TypingError", "(m) => m.get(0, null)", [m], "null is no index"],
  ["TypingError", "(m) => m.pick(1, 2, 3).get()", [m], ".pick takes at most 2 arguments here, got 3"],
  ["TypingError", "(m) => m.transpose(1, 1).get(0, 0)", [m], "m.transpose(1, 1) is no order of 2 axes"],
  ["TypingError", "(m, n) => m.step(n).get(0, 0)", [m, 1], "a step is a constant other than 0"],
  ["TypingError", "(m, n) => m.shape[n]", [m, 1], "an axis of this shape is one of 0 to 1, as a constant"],
  ["TypingError", "(x) => Math.sin(x, 1)", [1], "takes 1 arguments, got 2"],
  [
    "TypingError",
    "(x) => helper(x)",
    [1],
    "helper takes 2 arguments, got 1",
    { helper: (p: number, q: number) => p + q },
  ],
  ["TypingError", "(x) => lib.value(x)", [1], "lib.value is not a function", { lib: { value: 3 } }],
  [
    "TypingError",
    "(x) => run(x) + 1",
    [1],
    "run(x) has no value",
    {
      run: (x: number) => {
        if (x) return;
      },
    },
  ],
];

function refusal([, source, args, , scope]: Refusal): Error & { line?: number; remedy?: string } {
  try {
    compileFor(source, args, { scope });
  } catch (error) {
    return error as Error;
  }
  throw new Error(`it compiled: ${source}`);
}

describe("what is refused", () => {
  it.each(refusals)("%s: %s", (...row) => {
    const error = refusal(row);
    expect(error.name, error.stack).toBe(row[0]);
    expect(error.message).toContain(row[3]);
    expect(error.remedy).toMatch(/\.$/);
    expect(error.message.split("\n").at(-1)).toBe(error.remedy);
  });

  it("is in LANGUAGE.md, with its reason", () => {
    const page = readFileSync(new URL("../../LANGUAGE.md", import.meta.url), "utf8");
    const missing = refusals.map(([, , , reason]) => reason).filter((reason) => !page.includes(reason));
    expect(missing).toEqual([]);
  });

  it("64-bit integers are, for now", () => {
    const compile = () => compileFor("(a) => a.length", [{ kind: "array", element: "int64" }]);
    expect(compile).toThrow(UnsupportedError);
    expect(compile).toThrow("a has int64 elements, which are not compiled");
  });

  it("text that is not JavaScript is, where it stops being so", () => {
    const read = () =>
      parse({ source: "(x) => {\n  return x +;\n}", site: { url: "file:///home/me/loop.ts", line: 7, column: 15 } });
    expect(read).toThrow(ParseError);
    expect(read).toThrowErrorMatchingInlineSnapshot(`
      [ParseError: njit: Unexpected token (file:///home/me/loop.ts:8:13)
        8 | return x +;
          |           ^
      Correct the syntax; types must have been stripped before the function runs.]
    `);
  });

  it("errors in a callee show the callee's own text", () => {
    const helper = (x: number) => {
      let y: number;
      if (x > 0) y = 1;
      return y! + x;
    };
    const error = refusal(["", "(x) => helper(x)", [1], "", { helper }]);
    expect(error).toBeInstanceOf(TypingError);
    expect(error.message).toContain("y may not have been given a value here");
    expect(error.message).toMatch(/return y/);
  });

  it("errors show the line with a caret, and the line in the user's file", () => {
    expect(
      refusal(["", "(a, n) => {\n\tlet total = 0;\n\tfor (const x of a) total += x;\n\treturn total;\n}", [a, 1], ""])
        .message,
    ).toMatchInlineSnapshot(`
      "njit: for ... of runs over prange(...) and range(...) only (line 3)
        3 | for (const x of a) total += x;
          |                 ^
      Count the elements: for (const i of range(values.length)) reads values[i]."
    `);
  });
});
