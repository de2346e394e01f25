// JavaScript's numbers, operation by operation, on the doubles where languages differ.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileFor, functionOf, runnable } from "./support/program.ts";

const edges = [
  0,
  -0,
  0.5,
  -0.5,
  1,
  -1,
  1.5,
  2.5,
  -2.5,
  0.49999999999999994,
  255,
  255.5,
  256,
  65_535.5,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  -(2 ** 31) - 1,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 32 + 1.5,
  2 ** 52 + 1,
  2 ** 53 - 1,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  2 ** 64,
  2 ** 70 + 2 ** 20,
  -(2 ** 83),
  2 ** 84,
  2 ** 100,
  1e300,
  Number.MAX_VALUE,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2.2250738585072014e-308,
  1e-310,
  Infinity,
  -Infinity,
  Number.NaN,
];

/** Doubles of every kind, edges often. */
const double = fc.oneof(
  fc.constantFrom(...edges),
  fc.double(),
  fc.integer(),
  fc.double({ min: -1000, max: 1000 }),
  fc.integer({ min: -20, max: 20 }),
);

const binary = ["+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>", ">>>"];
const comparisons = ["<", "<=", ">", ">=", "===", "!==", "==", "!="];
const unary = ["-x", "+x", "~x", "x | 0", "x >>> 0", "+!x"];
const maths = "abs floor ceil round trunc sqrt sign fround clz32 sin exp cbrt log2 tanh".split(" ");
const maths2 = "min max imul pow atan2 hypot".split(" ");

/** Compiled once, called many times. */
function pair(source: string, sample: number[]) {
  return { compiled: runnable(compileFor(source, sample)), interpreted: functionOf(source) };
}

describe("an operation gives what JavaScript gives", () => {
  it.each([...binary, ...comparisons])("x %s y", (op) => {
    const { compiled, interpreted } = pair(`(x, y) => x ${op} y`, [1, 2]);
    fc.assert(
      fc.property(double, double, (x, y) => {
        expect(compiled(x, y)).toBe(interpreted(x, y));
      }),
      { numRuns: 300 },
    );
    for (const x of edges) for (const y of edges) expect(compiled(x, y), `${x} ${op} ${y}`).toBe(interpreted(x, y));
  });

  it.each([...unary, ...maths.map((name) => `Math.${name}(x)`)])("%s", (expression) => {
    const { compiled, interpreted } = pair(`(x) => ${expression}`, [1]);
    for (const x of edges) expect(compiled(x), `${expression} for x = ${x}`).toBe(interpreted(x));
    fc.assert(
      fc.property(double, (x) => {
        expect(compiled(x)).toBe(interpreted(x));
      }),
      { numRuns: 200 },
    );
  });

  it.each(maths2)("Math.%s(x, y)", (name) => {
    const { compiled, interpreted } = pair(`(x, y) => Math.${name}(x, y)`, [1, 2]);
    for (const x of edges) for (const y of edges) expect(compiled(x, y), `${name}(${x}, ${y})`).toBe(interpreted(x, y));
  });

  it("Number's and the global tests, and conversions", () => {
    for (const test of [
      "Number.isNaN(x)",
      "Number.isFinite(x)",
      "Number.isInteger(x)",
      "isNaN(x)",
      "isFinite(x)",
      "Boolean(x)",
      "!x",
    ]) {
      const { compiled, interpreted } = pair(`(x) => ${test}`, [1]);
      for (const x of edges) expect(compiled(x), `${test} for x = ${x}`).toBe(interpreted(x));
    }
  });
});

describe("the same operations on what is known to be integers", () => {
  const i8 = fc.integer({ min: -128, max: 127 });
  const i32 = fc.oneof(
    fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
    i8,
    fc.constantFrom(-(2 ** 31), 2 ** 31 - 1, 0, -1),
  );
  const u32 = fc.oneof(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.constantFrom(2 ** 31, 2 ** 32 - 1));
  const uses = [
    "E",
    "(E) | 0",
    "Math.floor(E)",
    "Math.trunc((E) / 3)",
    "((E) / 7) | 0",
    "Math.abs(E)",
    "Math.max(E, -3)",
    "(E) % 5",
    "-(E)",
    "1 / (E)",
    "(E) ? 1 : 0",
  ];

  it.each([
    ["Int8Array", i8],
    ["Int32Array", i32],
    ["Uint32Array", u32],
  ] as const)("from an %s", (type, values) => {
    const Integers = { Int8Array, Int32Array, Uint32Array }[type];
    for (const op of binary.filter((name) => name !== "**")) {
      for (const use of uses) {
        const source = `(a, b) => ${use.replaceAll("E", `a[0] ${op} b[0]`)}`;
        const sample = () => Integers.of(1);
        const compiled = runnable(compileFor(source, [sample(), sample()]));
        const interpreted = functionOf(source);
        fc.assert(
          fc.property(values, values, (x, y) => {
            const args = [Integers.of(x), Integers.of(y)] as const;
            expect(compiled(...args), source).toBe(interpreted(...args));
          }),
          { numRuns: 12 },
        );
      }
    }
  });
});

describe("a typed array's element", () => {
  const types = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
  };

  it.each(Object.entries(types))("of an %s takes any double as JavaScript stores it, and gives it back", (_, type) => {
    const source = "(a, x) => { a[1] = x; return a[1]; }";
    const compiled = runnable(compileFor(source, [new type(3), 1]));
    for (const x of edges) {
      const [expected, actual] = [new type(3), new type(3)];
      expect(compiled(actual, x), `${x}`).toBe(functionOf(source)(expected, x));
      expect(actual).toEqual(expected);
    }
  });

  it.each(Object.entries(types))("of an %s converts what another type's holds", (_, type) => {
    for (const other of Object.values(types)) {
      const source = "(a, b) => { for (let i = 0; i < b.length; i++) { a[i] = b[i]; a[i] += 300; a[i] -= b[i] * 2; } }";
      const values = other.from(edges as never);
      const [expected, actual] = [new type(values.length), new type(values.length)];
      runnable(compileFor(source, [actual, values]))(actual, values);
      functionOf(source)(expected, values);
      expect(actual).toEqual(expected);
    }
  });
});
