// Random programs: compiled and interpreted they do the same, bit for bit.
//
// MP_FUZZ_SEED repeats a run, MP_FUZZ_PROGRAMS makes it longer; a failure prints the program and its own seed.

import ndarray from "ndarray";
import { expect, it } from "vitest";
import { observe } from "./support/agree.ts";
import { generate, generateParallel, LENGTH, ROWS, random } from "./support/generate.ts";
import { type Argument, functionOf, type Options, runCompiled } from "./support/program.ts";

const seed = Number(process.env.MP_FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const programs = Number(process.env.MP_FUZZ_PROGRAMS ?? 300);

const scope = {
  limit: 12,
  mix: (x: number, y: number) => {
    if (x > y) return x - y;
    return (x * 31 + y) % 1009;
  },
  fill: (a: Float64Array, from: number) => {
    for (let k = 0; k < a.length; k++) a[k] = a[k]! + k * from;
  },
};

const values = [0, 1, -1, 2.5, -7, 300, 2 ** 31, -(2 ** 40), 1e-3, -0, Number.NaN, Infinity];

function argumentsFor(next: () => number): Argument[] {
  const value = () => (next() < 0.5 ? values[Math.floor(next() * values.length)]! : (next() - 0.5) * 20);
  const many = (length: number) => Array.from({ length }, value);
  return [
    Float64Array.from(many(LENGTH)),
    Int32Array.from(many(LENGTH)),
    Uint8Array.from(many(LENGTH)),
    Uint32Array.from(many(LENGTH)),
    Float32Array.from(many(LENGTH)),
    // Transposed and offset, so that strides matter.
    ndarray(Float64Array.from(many(LENGTH * LENGTH + 3)), [LENGTH, LENGTH], [1, LENGTH], 3),
    next() < 0.5 ? Math.floor(next() * 6) : value(),
    next() < 0.5,
    new Float64Array(LENGTH),
  ];
}

/** Runs `source` both ways, and expects the same of both. */
function expectSame(source: string, own: number, args: readonly Argument[], options: Options): void {
  const repeat = `MP_FUZZ_SEED=${own} MP_FUZZ_PROGRAMS=1\n${source}`;
  const expected = observe(args, (copies) => functionOf(source, scope)(...copies));
  const actual = observe(args, (copies) => {
    try {
      return runCompiled(source, copies, { scope, ...options });
    } catch (error) {
      throw new Error(repeat, { cause: error });
    }
  });
  expect(actual, repeat).toEqual(expected);
}

it(`compiled programs do what interpreted ones do (MP_FUZZ_SEED=${seed})`, { timeout: 600_000 }, () => {
  for (let own = seed; own < seed + programs; own++) {
    // Indices are all in range, so that checks can be left out: then the same trees run without them.
    expectSame(generate(own), own, argumentsFor(random(own)), { boundscheck: own % 2 === 0 });
  }
});

it(`so do parallel ones, however they are chunked (MP_FUZZ_SEED=${seed})`, { timeout: 600_000 }, () => {
  for (let own = seed; own < seed + programs; own++) {
    const next = random(own);
    const rows = Float64Array.from({ length: ROWS * LENGTH * LENGTH }, () => Math.floor(next() * 40) / 4 - 5);
    const args = [
      ndarray(rows, [ROWS, LENGTH, LENGTH]),
      Math.floor(next() * 9) / 2,
      next() < 0.5,
      new Float64Array(ROWS * LENGTH),
    ];
    expectSame(generateParallel(own), own, args, { parallel: true, chunk: 1 + (own % ROWS) });
  }
});
