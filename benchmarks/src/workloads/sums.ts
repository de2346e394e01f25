// The sum of N integers: every answer is exact, so any order of addition must give the same number.

import { arraySplit, iterativeSum, split } from "@mp/kernels";
import { njit, prange } from "@mp/prange";
import { RawArray } from "@mp/shared";
import { randomIntegers } from "../harness/random.ts";
import type { Case, Implementation, Workload } from "../harness/workload.ts";
import { warmPool, workers } from "./with-pool.ts";

type Numbers = number[];

const sumCompiled = (values: Float64Array): number => {
  let total = 0;
  for (const i of prange(values.length)) total += values[i]!;
  return total;
};

const parts = (values: Numbers): number[][] => split(values, workers) as number[][];

const compiled = (name: string, parallel: boolean): Implementation<Numbers, number> => ({
  name,
  threads: parallel ? workers : 1,
  prepare: (values) => {
    const shared = RawArray("float64", values);
    const sum = njit(sumCompiled, { parallel });
    return { run: () => sum(shared) };
  },
});

const implementations: Implementation<Numbers, number>[] = [
  { name: "sequential", threads: 1, prepare: (values) => ({ run: () => iterativeSum(values) }) },
  warmPool({
    name: "pool.apply",
    ready: parts,
    call: async (pool, pieces) => {
      let total = 0;
      for (const piece of pieces) total += await pool.apply(iterativeSum, [piece]);
      return total;
    },
  }),
  warmPool({
    name: "pool.applyAsync",
    ready: parts,
    call: async (pool, pieces) => {
      const results = pieces.map((piece) => pool.applyAsync(iterativeSum, [piece]));
      return iterativeSum(await Promise.all(results.map((result) => result.get())));
    },
  }),
  warmPool({
    name: "pool.map",
    ready: parts,
    call: async (pool, pieces) => iterativeSum(await pool.map(iterativeSum, pieces)),
  }),
  warmPool({
    name: "pool.imapUnordered",
    ready: parts,
    call: async (pool, pieces) => {
      let total = 0;
      for await (const sum of pool.imapUnordered(iterativeSum, pieces)) total += sum;
      return total;
    },
  }),
  warmPool({
    name: "pool.map, Float64Array",
    ready: (values) => arraySplit(Float64Array.from(values), workers) as Float64Array[],
    call: async (pool, pieces) => iterativeSum(await pool.map(iterativeSum, pieces)),
  }),
  warmPool({
    name: "pool.map, shared memory",
    ready: (values) => arraySplit(RawArray("float64", values), workers) as Float64Array[],
    call: async (pool, pieces) => iterativeSum(await pool.map(iterativeSum, pieces)),
  }),
  compiled("njit", false),
  compiled("njit, prange", true),
];

/** Counts how often each integer occurs, which is no sum at all, and weighs the counts. */
const expected = (values: Numbers): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => value * count).reduce((a, b) => a + b, 0);
};

const caseOf = (size: number): Case<Numbers, number> => ({
  name: `${size.toLocaleString("en")} numbers`,
  size,
  input: () => Array.from({ length: size }, randomIntegers(size, 0, 1000)),
  implementations,
  check: (output, values) => {
    const right = expected(values);
    if (output !== right) throw new Error(`the sum should be ${right}, got ${output}`);
  },
});

export const sums: Workload = {
  name: "sums",
  title: "Sum of N numbers",
  question: "What does it cost to hand work out, when the work itself is nearly nothing?",
  axis: "numbers",
  cases: ({ quick }) => (quick ? [10_000, 1_000_000] : [1000, 10_000, 100_000, 1_000_000]).map(caseOf),
};
