// Random programs: compiled and interpreted they do the same, bit for bit.
//
// MP_FUZZ_SEED repeats a run, MP_FUZZ_PROGRAMS makes it longer; a failure prints the program and its own seed.

import ndarray from "ndarray";
import { expect, it } from "vitest";
import { observe } from "./support/agree.ts";
import { generate, LENGTH, random } from "./support/generate.ts";
import { type Argument, functionOf, runCompiled } from "./support/program.ts";

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

it(`compiled programs do what interpreted ones do (MP_FUZZ_SEED=${seed})`, { timeout: 600_000 }, () => {
  for (let index = 0; index < programs; index++) {
    const own = seed + index;
    const source = generate(own);
    const args = argumentsFor(random(own));
    const expected = observe(args, (copies) => functionOf(source, scope)(...copies));
    const actual = observe(args, (copies) => {
      try {
        // Indices are all in range, so that checks can be left out: then the same trees run without them.
        return runCompiled(source, copies, { scope, boundscheck: own % 2 === 0 });
      } catch (error) {
        throw new Error(`MP_FUZZ_SEED=${own} MP_FUZZ_PROGRAMS=1\n${source}`, { cause: error });
      }
    });
    expect(actual, `MP_FUZZ_SEED=${own} MP_FUZZ_PROGRAMS=1\n${source}`).toEqual(expected);
  }
});
