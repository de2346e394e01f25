// Each stage of the compiler by itself: what goes in, and a picture of what comes out.

import { describe, expect, it } from "vitest";
import { bind } from "../../src/compiler/bind/bind-function.ts";
import { encode } from "../../src/compiler/encode/encode.ts";
import { infer } from "../../src/compiler/infer/infer.ts";
import { f64, get, i32, leave, op } from "../../src/compiler/ir/build.ts";
import type { DefinedFunction, Local } from "../../src/compiler/ir/ir.ts";
import { printFunction } from "../../src/compiler/ir/print.ts";
import { lower } from "../../src/compiler/lower/lower.ts";
import { parse } from "../../src/compiler/parse.ts";
import type { ArgType } from "../../src/compiler/program.ts";
import * as markers from "../../src/markers.ts";
import { outline, typesOf } from "./support/outline.ts";

const site = { line: 1, column: 1 };
const array: ArgType = { kind: "array", element: "float64" };
const number: ArgType = { kind: "scalar", type: "f64" };
const options = { parallel: false, boundscheck: true, fastmath: false, races: "error" } as const;

function bound(source: string, scope: Record<string, unknown> = markers) {
  return bind(
    () => {},
    { source, site },
    {
      resolve: (name) => ({ found: name in scope, value: scope[name] }),
      sourceOf: (fn) => ({ source: String(fn), site }),
    },
  );
}

describe("parse", () => {
  it("finds the function in the forms that its text can have", () => {
    for (const source of ["(x) => x", "function (x) { return x; }", "({ f(x) { return x; } }).f", "((x) => x)"]) {
      expect(parse({ source, site }).params.map((parameter) => parameter.type)).toEqual(["Identifier"]);
    }
  });
});

describe("bind", () => {
  it("says what names are, whatever they are called", () => {
    const scope = { c: markers.prange, imports: { range: markers.range }, k: 3, M: Math, half: (x: number) => x / 2 };
    const source =
      "(a) => { for (const i of c(9)) for (const j of (0, imports.range)(i)) a[j] += half(k) * M.sin(i); }";
    expect(outline(bound(source, scope).body)).toMatchInlineSnapshot(`
      "block
        count prange i 9
          block
            count range j i
              block
                evaluate (assign + (element a j) (binary * (call half 3) (math sin i)))"
    `);
  });

  it("keeps variables of one name apart", () => {
    const tree = bound("(x) => { let y = x; { let y = 1; y = 2; } y = 3; }");
    const [outer, block, last] = tree.body.body;
    const inner = block?.kind === "block" ? block.body : [];
    expect(
      outer?.kind === "declare" &&
        last?.kind === "evaluate" &&
        last.expression.kind === "assign" &&
        last.expression.target,
    ).toMatchObject({
      variable: outer?.kind === "declare" ? outer.variable : undefined,
    });
    expect(inner[0]?.kind === "declare" && outer?.kind === "declare" && inner[0].variable !== outer.variable).toBe(
      true,
    );
  });
});

describe("infer", () => {
  it("knows intervals from loops, tests and masks", () => {
    const tree = bound(
      "(a, n) => { for (let i = 1; i < a.length; i++) { const k = (n & 7) - i; if (i < 5) a[i - 1] = k / i; } }",
    );
    expect(typesOf(tree, infer(tree, [array, number], new Map()).types)).toMatchInlineSnapshot(`
      "i < a.length: boolean
      i: integer [1, 2147418112]
      a.length: integer [0, 2147418112]
      a: array of float64
      i++: integer [1, 2147418111] below a length
      i: integer [1, 2147418111] below a length
      (n & 7) - i: integer [-2147418111, 6]
      n & 7: integer [0, 7]
      n: number [-Infinity, Infinity] or NaN or -0
      i < 5: boolean
      a[i - 1] = k / i: number [-2147418111, 6] or -0
      a[i - 1]: number [-Infinity, Infinity] or NaN or -0
      i - 1: integer [0, 3] below a length
      i: integer [1, 4] below a length
      k / i: number [-2147418111, 6] or -0
      k: integer [-2147418111, 6]"
    `);
  });

  it("knows where -0 and NaN can come from", () => {
    const tree = bound(
      "(a, n) => { const q = a.length / n; const p = a.length * -1; const r = a.length % n; const f = Math.floor(a.length / 2); return q + p + r + f; }",
    );
    expect(typesOf(tree, infer(tree, [array, number], new Map()).types)).toMatchInlineSnapshot(`
      "a.length / n: number [-Infinity, Infinity] or NaN or -0
      a.length: integer [0, 2147418112]
      a: array of float64
      n: number [-Infinity, Infinity] or NaN or -0
      a.length * -1: integer [-2147418112, 0] or -0
      a.length % n: number [0, 2147418112] or NaN
      Math.floor(a.length / 2): integer [0, 1073709056]
      a.length / 2: number [0, 1073709056]
      q + p + r + f: number [-Infinity, Infinity] or NaN
      q + p + r: number [-Infinity, Infinity] or NaN
      q + p: number [-Infinity, Infinity] or NaN or -0
      q: number [-Infinity, Infinity] or NaN or -0
      p: integer [-2147418112, 0] or -0
      r: number [0, 2147418112] or NaN
      f: integer [0, 1073709056]"
    `);
  });
});

describe("lower", () => {
  it("uses 32-bit integers where they are the same, and checks only what is not proven", () => {
    const tree = bound("(a, b) => { for (let i = 0; i < a.length; i++) a[i] = b[i + 1] * 2; }");
    const { functions } = lower(
      [{ instance: infer(tree, [array, array], new Map()), loops: [], counts: new Set() }],
      options,
    );
    expect(functions.map((fn) => printFunction(fn)).join("\n")).toMatchInlineSnapshot(`
      "  (func $main (export "main") (param $frame i32) (param $scratch i32) (param $a.address i32) (param $a.length i32) (param $b.address i32) (param $b.length i32)
          (local $i i32)
          (local $index i32)
          (if (i32.gt_u (local.get $a.length) (i32.const 2147418112))
            (then
              (call $fail (i32.const 0) (f64.convert_i32_u (local.get $a.length)) (f64.convert_i32_u (i32.const 2147418112)))
              (unreachable)
            )
          )
          (if (i32.gt_u (local.get $b.length) (i32.const 2147418112))
            (then
              (call $fail (i32.const 1) (f64.convert_i32_u (local.get $b.length)) (f64.convert_i32_u (i32.const 2147418112)))
              (unreachable)
            )
          )
          (local.set $i (i32.const 0))
          (block $loop.end
            (br_if $loop.end (i32.eqz (i32.lt_s (local.get $i) (local.get $a.length))))
            (loop $loop
              (f64.store (i32.add (local.get $a.address) (i32.shl (local.get $i) (i32.const 3))) (f64.mul (f64.load (i32.add (local.get $b.address) (i32.shl 
                (local.set $index (i32.add (local.get $i) (i32.const 1)))
                (if (i32.ge_u (local.get $index) (local.get $b.length))
                  (then
                    (call $fail (i32.const 2) (f64.convert_i32_s (local.get $index)) (f64.convert_i32_u (local.get $b.length)))
                    (unreachable)
                  )
                )
                (local.get $index) (i32.const 3)))) (f64.const 2)))
              (local.set $i (i32.add (local.get $i) (i32.const 1)))
              (br_if $loop (i32.lt_s (local.get $i) (local.get $a.length)))
            )
          )
        )"
    `);
  });

  it("checks products of integers in 64 bits", () => {
    const tree = bound("(a, n) => { for (const i of range(9)) for (const j of range(n)) a[i * n + j] = 0; }");
    const { functions } = lower(
      [{ instance: infer(tree, [array, number], new Map()), loops: [], counts: new Set() }],
      options,
    );
    expect(printFunction(functions[0]!)).toContain("(f64.mul");
    const known = bound(
      "(a, b) => { const n = b.length; for (const i of range(n)) for (const j of range(n)) a[i * n + j] = 0; }",
    );
    expect(
      printFunction(
        lower([{ instance: infer(known, [array, array], new Map()), loops: [], counts: new Set() }], options)
          .functions[0]!,
      ),
    ).toContain("(i64.mul");
  });
});

describe("encode", () => {
  it("writes the module byte for byte", () => {
    const x: Local = { type: "f64", name: "x" };
    const fn: DefinedFunction = {
      kind: "function",
      name: "f",
      parameters: [x],
      result: "f64",
      exported: true,
      locals: [],
      body: [leave(op("f64.add", get(x), f64(0.5)))],
    };
    const bytes = encode({ imports: [], functions: [fn] });
    expect(Buffer.from(bytes).toString("hex")).toMatchInlineSnapshot(
      `"0061736d0100000001060160017c017c02120103656e76066d656d6f727902030180800403020100070501016600000a11010f00200044000000000000e03fa00f0b"`,
    );
    expect(WebAssembly.validate(bytes)).toBe(true);
  });

  it("writes integers of any size in as few bytes as they take", () => {
    for (const value of [0, -1, 63, 64, -64, -65, 8191, 8192, 2 ** 31 - 1, -(2 ** 31)]) {
      const fn: DefinedFunction = {
        kind: "function",
        name: "f",
        parameters: [],
        result: "i32",
        exported: true,
        locals: [],
        body: [leave(i32(value))],
      };
      const env = { memory: new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true }) };
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encode({ imports: [], functions: [fn] })), {
        env,
      });
      expect((exports.f as () => number)()).toBe(value);
    }
  });
});
