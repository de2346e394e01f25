// What is accepted as free of races is: random loops, run one iteration after the other with their elements noted.

import fc from "fast-check";
import { expect, it } from "vitest";
import { RaceError } from "../../src/errors.ts";
import { prange } from "../../src/markers.ts";
import { compileFor } from "./support/program.ts";

const small = fc.integer({ min: -2, max: 4 }).map((value) => `(${value})`);
const name = fc.constantFrom("i", "i", "i", "j", "j", "l", "n", "w", "w", "half", "q", "b[j & 7]");
const factor = fc.oneof(small, fc.constantFrom("w", "n", "(w + 1)", "(n - 1)", "half", "q", "1", "1", "1"));
const term = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(factor, name).map(([times, what]) => `${times} * ${what}`) },
  { weight: 1, arbitrary: small },
  { weight: 1, arbitrary: fc.tuple(name, factor).map(([what, by]) => `((${what} + 1) * ${by})`) },
  { weight: 1, arbitrary: name.map((what) => `(${what} & 3)`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "i * w + j",
      "j * n + i",
      "(i * w + j) * 2 + l",
      "(i * q + j) * 2 + l",
      "i * q + j",
      "l * n * w + j * n + i",
    ),
  },
);
const index = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(" + "));
const bound = fc.constantFrom(
  "0",
  "1",
  "i",
  "w",
  "n",
  "w - 1",
  "2",
  "4",
  "q",
  "i * w",
  "i * w + w",
  "half",
  "Math.min(n, i + 2)",
);
const inner = fc
  .tuple(bound, bound, fc.constantFrom("1", "1", "2", "3"), fc.constantFrom("up", "up", "upTo", "down"))
  .map(([from, to, step, way]) => (variable: string) => {
    if (way === "down") return `for (let ${variable} = ${to}; ${variable} >= ${from}; ${variable} -= ${step})`;
    return `for (let ${variable} = ${from}; ${variable} ${way === "up" ? "<" : "<="} ${to}; ${variable} += ${step})`;
  });
const loop = fc
  .record({
    start: fc.constantFrom("", "", "1, ", "w, "),
    stop: fc.constantFrom("n", "n", "w", "half", "4", "n - 1"),
    loops: fc.tuple(inner, inner),
    write: index,
    other: fc.option(index),
  })
  .map(({ start, stop, loops, write, other }) => {
    const head = `for (const i of prange(${start}${stop}))`;
    const body = `${loops[0]("j")} ${loops[1]("l")} { o[${write}] = ${other === null ? 1 : `o[${other}]`}; }`;
    return `(o, b, n, w) => { const half = n >> 1, q = n / 2; ${head} ${body} }`;
  });

/** Whether two iterations meet, for these numbers. */
function meets(source: string, n: number, w: number): boolean {
  const writers = new Map<number, Set<number>>();
  const readers = new Map<number, Set<number>>();
  const noted = source
    .replace("prange(", "iterations(")
    .replace(/o\[(.*)\] = o\[(.*)\];/, "note(writers, $1, i); note(readers, $2, i);")
    .replace(/o\[(.*)\] = 1;/, "note(writers, $1, i);");
  const note = (who: Map<number, Set<number>>, at: number, i: number) => {
    if (at >= 0 && Number.isInteger(at)) who.set(at, (who.get(at) ?? new Set()).add(i));
  };
  const run = new Function("iterations", "note", "writers", "readers", `return (${noted});`);
  run(prange, note, writers, readers)(undefined, [0, 3, 1, 2, 0, 255, 7, 1], n, w);
  return [...writers].some(([at, by]) => by.size > 1 || [...(readers.get(at) ?? [])].some((i) => !by.has(i)));
}

it("refuses every loop of which two iterations meet", () => {
  let accepted = 0;
  fc.assert(
    fc.property(loop, (source) => {
      try {
        compileFor(source, [new Float64Array(8), new Uint8Array(8), 4, 4], { parallel: true });
      } catch (error) {
        expect(error).toBeInstanceOf(RaceError);
        return;
      }
      accepted++;
      for (let n = 0; n <= 6; n++)
        for (let w = 0; w <= 6; w++) expect(meets(source, n, w), `n = ${n}, w = ${w}`).toBe(false);
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(5);
});
