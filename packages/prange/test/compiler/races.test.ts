// Which parallel loops are free of races as far as the compiler can prove, and which it refuses.

import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { RaceError } from "../../src/errors.ts";
import { compileFor } from "./support/program.ts";

const scope = {
  put: (a: Float64Array, at: number, value: number) => {
    a[at] = value;
  },
  addAt: (a: Float64Array, at: number, value: number) => {
    a[at] = a[at]! + value;
  },
  fillRow: (row: ndarray.NdArray, value: number) => {
    for (let j = 0; j < row.shape[0]!; j++) row.set(j, value);
  },
  shift: (a: Float64Array, i: number) => {
    a[i] = a[i - 1]!;
  },
};

/** Compiles a function `(o, a, k, m, n, w)` over two arrays of doubles, one of integers, a matrix and two numbers. */
function compileBody(body: string) {
  const matrix = ndarray(new Float64Array(16), [4, 4]);
  const args = [new Float64Array(16), new Float64Array(16), new Int32Array(16), matrix, 4, 4];
  return compileFor(`(o, a, k, m, n, w) => {\n${body}\n}`, args, { parallel: true, scope });
}

function refusal(body: string): RaceError {
  try {
    compileBody(body);
  } catch (error) {
    expect(error).toBeInstanceOf(RaceError);
    return error as RaceError;
  }
  throw new Error(`no race was found in ${body}`);
}

describe("a parallel loop compiles whose iterations have elements of their own", () => {
  it.each([
    ["its variable", "for (const i of prange(n)) o[i] += a[i];"],
    ["every second element", "for (const i of prange(n)) o[2 * i] = i;"],
    ["pairs", "for (const i of prange(n)) { o[2 * i] = i; o[2 * i + 1] = o[2 * i]; }"],
    ["triples", "for (const i of prange(n)) { o[3 * i + 2] = i; o[i * 3] = o[1 + 3 * i]; }"],
    ["by a shift", "for (const i of prange(n)) o[i | 0] = i;"],
    ["from the end", "for (const i of prange(n)) o[n - 1 - i] = i;"],
    ["from the array's end", "for (const i of prange(o.length)) o[o.length - 1 - i] = i;"],
    ["an offset", "const half = o.length / 2; for (const i of prange(half)) { o[i] = 1; o[i + half] = o[i]; }"],
    ["a half, both ways", "for (const i of prange(n)) { o[i] = 1; o[i + n] = o[i]; }"],
    ["rows", "for (const i of prange(n)) for (let j = 0; j < w; j++) o[i * w + j] += j;"],
    ["rows by range", "for (const i of prange(n)) for (const j of range(w)) o[i * w + j] += a[j];"],
    ["rows up to their last", "for (const i of prange(n)) for (let j = 0; j <= w - 1; j++) o[i * w + j] = j;"],
    [
      "the inside of rows",
      "for (const i of prange(1, n - 1)) for (let j = 1; j < w - 1; j++) o[i * w + j] = a[i * w + j];",
    ],
    ["rows backwards", "for (const i of prange(n)) for (let j = w - 1; j >= 0; j--) o[i * w + j] = j;"],
    ["rows in steps", "for (const i of prange(n)) for (let j = 0; j < w; j += 2) o[i * w + j] = j;"],
    ["rows of a constant length", "for (const i of prange(n)) for (let j = 0; j < 8; j++) o[i * 8 + j] += j;"],
    ["padded rows", "for (const i of prange(n)) for (let j = 0; j <= w; j++) o[i * (w + 1) + j] += j;"],
    [
      "rows by a name",
      "for (const i of prange(n)) { const row = i * w; for (let j = 0; j < w; j++) o[row + j] = o[row]; }",
    ],
    ["columns", "for (const i of prange(n)) for (let j = 0; j < w; j++) o[j * n + i] += j;"],
    [
      "columns of a loop without end",
      "for (const i of prange(n)) { let j = 0; while (a[j] > 0) { o[j * n + i] = j; j = (j + 1) | 0; } }",
    ],
    ["a diagonal", "for (const i of prange(4)) o[i * 5] = 1;"],
    [
      "pixels",
      "for (const y of prange(n)) for (let x = 0; x < w; x++) { const p = (y * w + x) * 4; o[p] = 1; o[p + 1] = 2; o[p + 2] = o[p]; o[p + 3] = 255; }",
    ],
    [
      "channels",
      "for (const y of prange(n)) for (let x = 0; x < w; x++) for (let c = 0; c < 4; c++) o[(y * w + x) * 4 + c] += c;",
    ],
    [
      "a volume",
      "const d = a.length; for (const x of prange(n)) for (let y = 0; y < w; y++) for (let z = 0; z < d; z++) o[(x * w + y) * d + z] += 1;",
    ],
    [
      "a product",
      "for (const i of prange(n)) for (let j = 0; j < w; j++) for (let l = 0; l < n; l++) o[i * w + j] += a[i * n + l] * a[l * w + j];",
    ],
    [
      "blocks",
      "const size = 4; for (const b of prange(n)) { const end = Math.min(o.length, (b + 1) * size); for (let i = b * size; i < end; i++) o[i] += 1; }",
    ],
    [
      "blocks whose size is an argument",
      "for (const b of prange(n)) for (let l = b * w; l < Math.min(o.length, (b + 1) * w); l++) o[l] += 1;",
    ],
    ["blocks of any size", "for (const b of prange(n)) for (let i = b * w; i < b * w + w; i++) o[i] += 1;"],
    ["turns", "for (const t of prange(4)) for (let i = t; i < o.length; i += 4) o[i] += 1;"],
    [
      "what the threads' own counts are",
      "for (const t of prange(n)) for (let i = 0; i < n; i++) o[t * 8 + (k[i] & 7)] += 1;",
    ],
    [
      "rows of an ndarray",
      "for (const i of prange(m.shape[0])) for (let j = 0; j < m.shape[1]; j++) m.set(i, j, m.get(i, j) + 1);",
    ],
    ["any column of rows", "for (const i of prange(m.shape[0])) m.set(i, k[i], m.get(i, 0));"],
    ["columns of an ndarray", "for (const i of prange(n)) for (let j = 0; j < n; j++) m.set(j, i, m.get(k[j], i));"],
    [
      "a picked row",
      "for (const i of prange(n)) { const r = m.pick(i, null); for (let j = 0; j < n; j++) r.set(j, m.get(i, j)); }",
    ],
    [
      "a picked column of the transposed",
      "for (const i of prange(n)) m.transpose(1, 0).pick(null, i).set(k[i], m.get(i, 0));",
    ],
    [
      "every second row",
      "const v = m.step(2); for (const i of prange(2)) { v.set(i, 0, 1); m.set(2 * i + 1, 0, v.get(i, 1)); }",
    ],
    [
      "both halves of a symmetric matrix",
      "for (const i of prange(n)) for (let j = i; j < n; j++) { m.set(i, j, 1); m.set(j, i, 1); }",
    ],
    ["another row of one array", "for (const i of prange(1, 4)) m.set(1, i, m.get(0, i - 1));"],
    ["an element that no iteration writes", "for (const i of prange(1, n)) o[i] = o[0];"],
    [
      "a callee's",
      "for (const i of prange(n)) { put(o, 2 * i, 1); addAt(o, 2 * i + 1, 1); fillRow(m.pick(i, null), i); }",
    ],
    [
      "local arrays",
      "for (const i of prange(n)) { const t = new Float64Array(8); t[k[i] & 7] += 1; t[0] = t[1]; o[i] = t[0]; }",
    ],
    ["remainders that change nothing", "for (const i of prange(4)) o[(i + 1) % 20] = i;"],
    ["floors of integers", "for (const i of prange(n)) o[Math.floor(2 * i)] = i;"],
    [
      "rows whose length is a quotient",
      "const l = o.length / n; for (const y of prange(n)) for (let x = 0; x < l; x++) o[y * l + x] = 1;",
    ],
    [
      "pixels whose row length is a quotient made whole",
      "const l = (o.length / n / 4) | 0; for (const y of prange(n)) for (let x = 0; x < l; x++) for (let c = 0; c < 4; c++) o[(y * l + x) * 4 + c] = 1;",
    ],
    ["repeated passes", "for (let r = 0; r < 3; r++) for (const i of prange(n)) o[r * n + i] += 1;"],
  ])("%s", (_, body) => {
    expect(() => compileBody(body)).not.toThrow();
  });
});

describe("a parallel loop is refused where two iterations may meet", () => {
  it.each([
    [
      "through an index array",
      "for (const i of prange(n))\no[k[i]] += 1;",
      "nothing says that o[k[i]] is another one for each i",
    ],
    ["through an index array, storing", "for (const i of prange(n))\no[k[i]] = i;", "nothing says that o[k[i]]"],
    ["at a remainder", "for (const i of prange(n))\no[i % 4] += 1;", "nothing says that o[i % 4]"],
    ["at a mask", "for (const i of prange(n))\no[i & 3] = 1;", "nothing says that o[i & 3]"],
    ["at a difference that is 0", "for (const i of prange(n))\no[i - i] += 1;", "the index does not follow from i"],
    ["at a product that is 0", "for (const i of prange(n))\no[i * 0] += 1;", "the index does not follow from i"],
    ["at a half", "for (const i of prange(n))\no[i >> 1] += 1;", "nothing says that o[i >> 1]"],
    [
      "at what a loop makes of its variable",
      "for (const i of prange(n)) { let j = i; while (j > 3) j = j >> 1;\no[j] += 1; }",
      "nothing says that o[j]",
    ],
    [
      "at neighbours by an inner loop",
      "for (const i of prange(n)) for (let j = 0; j < 8; j++)\no[i + j] += 1;",
      "nothing says that o[i + j]",
    ],
    [
      "in rows that are too long",
      "for (const i of prange(n)) for (let j = 0; j <= w; j++)\no[i * w + j] = 1;",
      "nothing says that o[i * w + j]",
    ],
    [
      "in rows of another length",
      "for (const i of prange(n)) for (let j = 0; j < n; j++)\no[i * w + j] = 1;",
      "nothing says that o[i * w + j]",
    ],
    [
      "in columns of too few rows",
      "for (const i of prange(n)) for (let j = 0; j < w; j++)\no[j * w + i] = 1;",
      "nothing says that o[j * w + i]",
    ],
    [
      "in blocks that overlap",
      "for (const b of prange(n)) for (let i = b * w; i <= b * w + w; i++)\no[i] += 1;",
      "nothing says that o[i]",
    ],
    [
      "in turns that are too short",
      "for (const t of prange(4)) for (let i = t; i < n; i += 2)\no[i] += 1;",
      "nothing says that o[i]",
    ],
    [
      "in rows of pixels whose length may be a fraction",
      "const l = o.length / n; for (const y of prange(n)) for (let x = 0; x < l; x++) for (let c = 0; c < 4; c++)\no[(y * l + x) * 4 + c] = 1;",
      "nothing says that o[(y * l + x) * 4 + c]",
    ],
    ["at a factor that may be 0", "for (const i of prange(n))\no[i * w] = 1;", "nothing says that o[i * w]"],
    [
      "by strides that differ",
      "for (const i of prange(n)) { o[2 * i] = 1;\no[i] = 1; }",
      "o[i] may be an element that another iteration writes",
    ],
    [
      "from both ends",
      "for (const i of prange(n)) { o[i] =\no[n - 1 - i]; }",
      "o[n - 1 - i] may be an element that another iteration writes, as o[i]",
    ],
    [
      "a neighbour",
      "for (const i of prange(1, n)) o[i] =\no[i - 1];",
      "o[i - 1] is written by another iteration, 1 earlier",
    ],
    [
      "a neighbour's row",
      "for (const i of prange(1, n)) for (let j = 0; j < w; j++) o[i * w + j] =\no[(i - 1) * w + j];",
      "o[(i - 1) * w + j] is written by another iteration, 1 earlier",
    ],
    [
      "a neighbour's pixel",
      "for (const i of prange(n)) for (let j = 1; j < w; j++) o[i * w + j] =\no[i * w + j - w];",
      "is written by another iteration, 1 earlier",
    ],
    [
      "an element that is read through an index array",
      "for (const i of prange(n)) o[i] =\no[k[i]];",
      "o[k[i]] may be an element that another iteration writes",
    ],
    [
      "all of them",
      "for (const i of prange(n)) { let s = 0; for (let j = 0; j < n; j++) s +=\no[j]; o[i] = s; }",
      "o[j] may be an element",
    ],
    [
      "the transposed in place",
      "const t = m.transpose(1, 0); for (const i of prange(n)) for (let j = 0; j < n; j++) m.set(i, j,\nt.get(i, j));",
      "t.get(i, j) may be an element",
    ],
    [
      "the row before",
      "for (const i of prange(1, n)) m.set(i, 0,\nm.get(i - 1, 0));",
      "m.get(i - 1, 0) is written by another iteration, 1 earlier",
    ],
    ["a callee's index array", "for (const i of prange(n))\naddAt(o, k[i], 1);", "nothing says that addAt(o, k[i], 1)"],
    [
      "a callee's neighbour",
      "for (const i of prange(1, n))\nshift(o, i);",
      "shift(o, i) is written by another iteration, 1 earlier",
    ],
    [
      "rows of a view backwards",
      "const v = m.step(-1); for (const i of prange(n)) v.set(i, 0,\nm.get(i, 0));",
      "nothing says that v.set",
    ],
    [
      "a variable that another statement changed",
      "for (let i of prange(n)) { i = i & 1;\no[i] = 1; }",
      "nothing says that o[i]",
    ],
  ])("%s", (_, body, reason) => {
    const error = refusal(body);
    expect(error.message).toContain(reason);
    expect(error.message).toContain('{ races: "allow" }');
    expect(error.line).toBe(body.startsWith("const v = m.step") ? 2 : 3);
  });
});
