// Autocorrelation of N matrices of 100×100 integers, the HOWTO's case where parallel work pays.

import { split } from "@mp/kernels";
import type { Pool } from "@mp/pool";
import type { NdArray } from "ndarray";
import type { Case, Implementation, Workload } from "../harness/workload.ts";
import { autocorrelationsByFft, autocorrelationsDirect } from "../tasks/autocorrelations.ts";
import { randomMatrices, toShared } from "./matrices.ts";
import { interleave } from "./parts.ts";
import { coldPool, warmPool, workers } from "./with-pool.ts";

type Matrix = NdArray<Float64Array>;

const parts = (matrices: readonly Matrix[]): Matrix[][] =>
  split(matrices, Math.min(workers, matrices.length)) as Matrix[][];

const inPool = (task: typeof autocorrelationsDirect) => async (pool: Pool, pieces: Matrix[][]) =>
  interleave(await pool.map(task, pieces));

const implementations: Implementation<Matrix[], Matrix[]>[] = [
  { name: "sequential", threads: 1, prepare: (matrices) => ({ run: () => autocorrelationsDirect(matrices) }) },
  coldPool({ name: "pool, started for the call", ready: parts, call: inPool(autocorrelationsDirect) }),
  warmPool({ name: "pool", ready: parts, call: inPool(autocorrelationsDirect) }),
  { name: "FFT, sequential", threads: 1, prepare: (matrices) => ({ run: () => autocorrelationsByFft(matrices) }) },
  warmPool({ name: "FFT, pool", ready: parts, call: inPool(autocorrelationsByFft) }),
  warmPool({
    name: "FFT, pool, shared input",
    ready: (matrices) => parts(matrices.map(toShared)),
    call: inPool(autocorrelationsByFft),
  }),
];

/** One lag by the definition: the sum of `a[i][j] * a[i + u][j + v]` where both lie inside. */
const lag = (a: Matrix, u: number, v: number): number => {
  const [rows, columns] = a.shape as [number, number];
  let sum = 0;
  for (let i = Math.max(0, -u); i < Math.min(rows, rows - u); i++) {
    for (let j = Math.max(0, -v); j < Math.min(columns, columns - v); j++) sum += a.get(i, j) * a.get(i + u, j + v);
  }
  return sum;
};

const total = (a: Matrix): number => {
  let sum = 0;
  for (let i = 0; i < a.shape[0]!; i++) for (let j = 0; j < a.shape[1]!; j++) sum += a.get(i, j);
  return sum;
};

const lags = [
  [0, 0],
  [1, 0],
  [0, -1],
  [-37, 12],
  [50, 50],
  [99, -99],
] as const;

/**
 * Integers in, integers out, so an error of a half is a wrong answer: a few lags by definition, and all of them together,
 * which add up to the sum squared.
 */
const checkOne = (output: Matrix, a: Matrix, index: number): void => {
  const [rows, columns] = a.shape as [number, number];
  const shape = [2 * rows - 1, 2 * columns - 1];
  if (output.shape.join() !== shape.join()) throw new Error(`shape ${index} should be ${shape}, got ${output.shape}`);
  const close = (got: number, right: number, what: string) => {
    if (!(Math.abs(got - right) < 0.5)) throw new Error(`${what} of ${index} should be ${right}, got ${got}`);
  };
  for (const [u, v] of lags) close(output.get(rows - 1 + u, columns - 1 + v), lag(a, u, v), `lag ${u},${v}`);
  close(total(output), total(a) ** 2, "the sum of all lags");
};

const caseOf = (size: number): Case<Matrix[], Matrix[]> => ({
  name: `${size} ${size === 1 ? "matrix" : "matrices"} of 100×100`,
  size,
  input: () => randomMatrices(size, 100, 100),
  implementations,
  check: (output, matrices) => {
    if (output.length !== size) throw new Error(`there should be ${size} autocorrelations, got ${output.length}`);
    for (const [index, matrix] of matrices.entries()) checkOne(output[index]!, matrix, index);
  },
});

export const autocorrelation: Workload = {
  name: "autocorrelation",
  title: "Autocorrelation of N matrices of 100×100",
  question: "How much does a pool gain where every task is long, and how much does a better algorithm?",
  axis: "matrices",
  cases: ({ quick }) => (quick ? [2, 10] : [1, 2, 4, 10, 30]).map(caseOf),
};
