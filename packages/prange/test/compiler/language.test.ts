// The language, feature by feature: each program does compiled what it does interpreted.

import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import * as markers from "../../src/markers.ts";
import { expectAgreement } from "./support/agree.ts";
import { type Argument, compileFor, runCompiled } from "./support/program.ts";

const f64 = (...values: number[]) => Float64Array.from(values);
const ramp = (length: number) => Float64Array.from({ length }, (_, i) => i * 1.5 - 4);
const tensor = () =>
  ndarray(
    Float64Array.from({ length: 60 }, (_, i) => i * i - 7),
    [3, 4, 5],
  );

type Case = [claim: string, source: string, args: Argument[], scope?: Record<string, unknown>];

const statements: Case[] = [
  ["an arrow function with an expression", "(x) => x * 2 + 1", [20]],
  ["a function expression", "function twice(x) { return x * 2; }", [20]],
  ["a method", "({ twice(x) { return x * 2; } }).twice", [20]],
  ["a function that returns nothing", "(x) => { x[0] = 3; }", [f64(1, 2)]],
  ["early return", "(x) => { if (x > 3) return 1; return 2; }", [4]],
  [
    "return out of nested loops",
    "(n) => { for (let i = 0; ; i++) { for (let j = 0; j < 5; j++) if (i * j > n) return i; } }",
    [13],
  ],
  ["while with an assignment in its test", "(n) => { let k = 0; while ((k += 2) < n); return k; }", [13]],
  ["a loop that counts down in its test", "(n) => { let s = 0; for (let i = 10; i--; ) s += i * n; return s; }", [3]],
  ["do ... while runs once at least", "(n) => { let k = 0; do k++; while (k < n); return k; }", [-3]],
  [
    "continue goes to the update",
    "(a) => { let s = 0; for (let i = 0; i < a.length; i++) { if (a[i] < 0) continue; s += a[i]; } return s; }",
    [ramp(9)],
  ],
  [
    "labels name outer loops",
    "(a) => { let s = 0; outer: for (let i = 0; i < 9; i++) { for (let j = 0; j < 9; j++) { if (j > i) continue outer; if (i + j > 11) break outer; s += a[j] * i; } } return s; }",
    [ramp(9)],
  ],
  ["a labelled block can be left", "(x) => { let r = 1; done: { if (x > 2) break done; r = 5; } return r; }", [3]],
  [
    "an inner break does not leave a labelled block",
    "(x) => { let r = 0; a: { for (;;) { r++; if (r > x) break; } r += 100; } return r; }",
    [3],
  ],
  [
    "range counts from 0, and from a start",
    "(a) => { let s = 0; for (const i of range(3)) s += a[i]; for (const i of range(4, 7)) s -= a[i]; for (const i of range(5, 2)) s += 1000; return s; }",
    [ramp(9)],
  ],
  [
    "a loop variable of for ... of may be assigned to",
    "(n) => { let s = 0; for (let i of range(5)) { i *= 2.5; s += i * n; } return s; }",
    [3],
  ],
  [
    "range takes computed bounds",
    "(n) => { let s = 0; for (const i of range(Math.floor(n / 2), n)) s = s * 10 + i; return s; }",
    [7],
  ],
  [
    "shadowed names are different variables",
    "(x) => { let y = 1; { let y = x; y++; } const z = y; { const y = 7; if (x > 0) return y + z; } return y; }",
    [3],
  ],
  [
    "swaps through a constant",
    "(a) => { for (let i = 0; i < 4; i++) { const t = a[i]; a[i] = a[8 - i]; a[8 - i] = t; } }",
    [ramp(9)],
  ],
  [
    "several declarations and steps in a head",
    "(n) => { let s = 0; for (let i = 0, j = 10; i < j; i++, j -= 2) s += i * j; return s + n; }",
    [1],
  ],
  ["a switch by ternaries", "(x) => (x < 0 ? -1 : x === 0 ? 0 : x > 100 ? 100 : x)", [50]],
  ["chained assignment", "(a, x) => { let p, q; p = q = a[1] = x / 3; return p + q; }", [f64(1, 2), 5]],
  [
    "updates as values",
    "(a, n) => { let i = 0; a[i++] = i; a[i++] = ++i; const b = a[1]--; return b + i-- * n + a[2]++; }",
    [ramp(5), 3],
  ],
  [
    "the index of an assignment is computed before its value",
    "(a) => { let i = 0; const v = (a[i++] = i + 10); a[i] = (i = 3) + v; return a[i]; }",
    [ramp(5)],
  ],
  ["an operand keeps its value when a later one assigns", "(n) => { let i = n; return i + (i = 5) * i + i++; }", [3]],
  ["&& and || of numbers are one of the two", "(x, y) => (x && y) + (x || 7) * (0 || y)", [3, 4]],
  [
    "conditions of numbers",
    "(x, y) => { let s = 0; if (x) s += 1; if (!y) s += 2; while (s && s < 9) s += 3; return x && y ? s : -s; }",
    [3, Number.NaN],
  ],
  [
    "booleans are values",
    "(x, f) => { let g = x > 2; const h = g !== f; g = h || !f; return g && h === false; }",
    [3, false],
  ],
  ["booleans count as 0 and 1", "(x, f) => x + f + (x > 2) * 10 + -(x < 0) + (f | 2)", [3, true]],
  [
    "effects behind &&, || and ?:",
    "(x) => { let s = 0; x > 2 && (s += 1); x > 2 || (s += 10); x > 2 ? (s += 100) : s++; return s; }",
    [3],
  ],
  [
    "comma expressions, and a captured function behind one",
    "(x) => (x, (0, double)(x))",
    [5],
    { double: (x: number) => 2 * x },
  ],
  [
    "void 0 and !0, as minifiers write",
    "(a) => { let s = !0; for (const i of (0, lib.range)(3)) s && (a[i] = 1 / 0); }",
    [ramp(4)],
    { lib: markers },
  ],
  ["empty statements and directives", "(x) => { 'use strict'; ;;; { } return x; }", [5]],
];

const memory: Case[] = [
  [
    "local arrays are zeroed at each execution",
    "(out) => { for (let i = 0; i < 3; i++) { const t = new Float64Array(5); t[i] += i + 1; out[i] = t[0] + t[1] * 10 + t[2] * 100; } }",
    [f64(0, 0, 0)],
  ],
  [
    "large local arrays too",
    "(out) => { for (let i = 0; i < 3; i++) { const t = new Int16Array(5000); const u = new Uint8Array(100); t[i * 1000] += 1; u[99] += 1; for (let j = 0; j < 5000; j++) out[i] += t[j]; out[i] += u[99]; } }",
    [f64(0, 0, 0)],
  ],
  [
    "local arrays of each type",
    "(x) => { const a = new Int8Array(3), b = new Uint8ClampedArray(3), c = new Float32Array(1), d = new Uint32Array(2); a[0] = x; b[1] = x; c[0] = x; d[1] = -x; return a[0] + b[1] * 2 + c[0] * 3 + d[1]; }",
    [300.7],
  ],
  ["an array under another name", "(a) => { const b = a; b[0] = 5; return a[0] + b.length; }", [f64(1, 2)]],
  [
    "ndarray elements, shapes and lengths of shapes",
    "(m) => { let s = 0; for (let i = 0; i < m.shape[0]; i++) for (let j = 0; j < m.shape[1]; j++) for (let k = 0; k < m.shape[2]; k++) s = s * 0.5 + m.get(i, j, k); m.set(1, 2, 3, s); const shape = m.shape; return shape[1] + shape.length * m.dimension; }",
    [tensor()],
  ],
  [
    "ndarrays with any strides and offset",
    "(m) => { let s = 0; for (let i = 0; i < m.shape[0]; i++) for (let j = 0; j < m.shape[1]; j++) s = s * 3 + m.get(i, j); m.set(0, 0, -1); return s; }",
    [tensor().pick(1, null, null).transpose(1, 0).step(-2, 3)],
  ],
  [
    "pick, with null for what stays",
    "(m) => { const p = m.pick(null, 2, null); p.set(1, 1, 99); return p.get(2, 3) + p.shape[0] * p.shape[1] + m.pick(1, undefined, 4).get(3) + m.pick(1).get(0, 0); }",
    [tensor()],
  ],
  [
    "lo and hi",
    "(m, n) => { const v = m.lo(1, n, null).hi(1, 2, 3); v.set(0, 1, 2, 7); return v.get(0, 0, 1) + v.shape[0] * 100 + v.shape[1] * 10 + v.shape[2]; }",
    [tensor(), 2],
  ],
  [
    "step, backwards too",
    "(m) => { const v = m.step(2, -1, -2); let s = 0; for (let i = 0; i < v.shape[0]; i++) for (let j = 0; j < v.shape[1]; j++) for (let k = 0; k < v.shape[2]; k++) s = s * 1.25 + v.get(i, j, k); return s; }",
    [tensor()],
  ],
  ["transpose", "(m) => { const v = m.transpose(2, 0, 1); return v.get(4, 1, 3) + v.shape[0]; }", [tensor()]],
  [
    "views in a loop, of changing shape",
    "(m) => { let s = 0; let last = 0; for (let i = 1; i < 4; i++) { const v = m.hi(i, 4, i + 1); for (let k = 0; k < v.shape[2]; k++) { s += v.get(i - 1, 0, k); last = k; } s += v.get(0, 0, last); } return s; }",
    [tensor()],
  ],
  [
    "an ndarray of integers",
    "(m) => { m.set(0, 1, 300.9); m.set(1, 1, m.get(0, 1) * 2); return m.get(1, 1); }",
    [ndarray(new Int8Array(6), [2, 3])],
  ],
];

const numbers: Case[] = [
  ["integers that outgrow 32 bits", "(n) => { let f = 1; for (let i = 1; i <= n; i++) f *= i; return f; }", [20]],
  [
    "counters beyond 2^31 by large steps are doubles",
    "(n) => { let s = 0; for (let i = 0; s < 5; i += 1e9) s = i / 1e9; return s + n; }",
    [1],
  ],
  [
    "a bound that is a fraction",
    "(n) => { let s = 0; for (let i = 0; i < n; i++) s += i; for (let i = 0; i <= n; i++) s += i; return s; }",
    [4.5],
  ],
  [
    "a bound that is NaN or infinite",
    "(n) => { let s = 0; for (let i = 0; i < n; i++) { s += i; if (s > 1e4) break; } return s; }",
    [Infinity],
  ],
  [
    "-0 from a product of integers",
    "(a) => { let z = 0; for (let i = 0; i < 3; i++) z = a[i] * 0; return 1 / z; }",
    [Int32Array.of(5, 3, -2)],
  ],
  ["-0 from a remainder of integers", "(a) => 1 / (a[0] % 5)", [Int32Array.of(-10)]],
  [
    "quotients truncated in every way",
    "(a) => { let s = 0; for (let i = 0; i < a.length; i++) for (let j = 1; j < 9; j++) s = s * 1.5 + ((a[i] / j) | 0) + Math.floor(a[i] / j) * 3 + Math.trunc(a[i] / j) + ~~(a[i] / j) + (a[i] % j); return s; }",
    [Int32Array.of(17, -17, 2 ** 31 - 1, -(2 ** 31), 0)],
  ],
  [
    "unsigned results",
    "(a) => { const u = a[0] >>> 0; const h = a[0] >>> 28; return u + h + (u >> 3) + (u & 255) + u * 2; }",
    [Int32Array.of(-5)],
  ],
  [
    "a hash with Math.imul",
    "(a) => { let h = 2166136261 | 0; for (let i = 0; i < a.length; i++) h = Math.imul(h ^ a[i], 16777619); return h >>> 0; }",
    [Uint8Array.of(1, 2, 3, 250)],
  ],
  [
    "modular arithmetic through | 0",
    "(a) => { let s = 7; for (let i = 0; i < 99; i++) s = (s * 31 + a[i & 3]) | 0; return s; }",
    [Int32Array.of(1, -2, 2 ** 30, 77)],
  ],
  [
    "float32 rounding at each store",
    "(a) => { for (let i = 1; i < a.length; i++) a[i] = a[i - 1] / 3 + a[i]; return Math.fround(a[1] * 1.1); }",
    [Float32Array.of(1, 2, 3)],
  ],
  [
    "captured constants, also of objects",
    "(x) => x * scale + lib.deep.factor + (flag ? 1 : 2) + Math.PI + Number.EPSILON",
    [2],
    { scale: 3, flag: true, lib: { deep: { factor: 0.5 } } },
  ],
  [
    "captured functions, specialised by their arguments",
    "(x, a, m) => twice(x) + sum(a) + sum2(m.pick(1, null, null)) + twice(a.length) + (positive(x) ? 1 : 0)",
    [3, ramp(4), tensor()],
    {
      twice: (x: number) => x + x,
      positive: (x: number) => x > 0,
      sum: (a: Float64Array) => {
        let s = 0;
        for (let i = 0; i < a.length; i++) s += a[i]!;
        return s;
      },
      sum2: (m: ndarray.NdArray) => {
        let s = 0;
        for (let i = 0; i < m.shape[0]!; i++) for (let j = 0; j < m.shape[1]!; j++) s += m.get(i, j) * (i + 1);
        return s;
      },
    },
  ],
  [
    "a callee that assigns to its parameters",
    "(x, y) => clamp(x, 0, 10) + clamp(y, 0, 10)",
    [3.5, 77],
    {
      clamp: (x: number, lo: number, hi: number) => {
        if (x < lo) x = lo;
        if (x > hi) x = hi;
        x += 0.25;
        return x;
      },
    },
  ],
  ["unused parameters and further arguments", "(x, unused) => x", [1, ramp(3), 5]],
];

describe.each([
  ["statements and expressions", statements],
  ["arrays and ndarrays", memory],
  ["numbers and calls", numbers],
])("%s", (_, cases) => {
  it.each(cases)("%s", (_claim, source, args, scope) => {
    expectAgreement(source, args, { scope });
  });
});

describe("what a function carries", () => {
  it("a function under Symbol.for('mp.njit') is called in its place", () => {
    const carrier = Object.assign(() => "not compiled", { [Symbol.for("mp.njit")]: (x: number) => x * 3 });
    expect(runCompiled("(x) => carrier(x) + 1", [5], { scope: { carrier } })).toBe(16);
  });

  it("arrays keep what was written before a failure", () => {
    const out = f64(0, 0, 0);
    expect(() => runCompiled("(a) => { for (let i = 0; ; i++) a[i] = i + 1; }", [out])).toThrow(RangeError);
    expect([...out]).toEqual([1, 2, 3]);
  });

  it("an argument is reported as written if the function or one that it calls writes into it", () => {
    const scope = {
      fill: (a: Float64Array, from: Float64Array) => {
        a[0] = from[0]!;
      },
    };
    const args = [f64(1), f64(1), f64(1), tensor(), f64(1), 1];
    const source =
      "(a, b, c, m, d, n) => { fill(a, b); const v = m.pick(0, 0, null); v.set(0, n); const e = d; e[0] += c[0]; }";
    expect(compileFor(source, args, { scope }).writes).toEqual([true, false, false, true, true, false]);
  });
});
