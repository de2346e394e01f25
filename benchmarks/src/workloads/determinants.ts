// Determinants of the N slices of a 10×10×N tensor: the HOWTO's tensor[:, :, i], unshared, shared, and compiled.

import { det } from "@mp/kernels";
import { njit, prange } from "@mp/prange";
import { RawArray } from "@mp/shared";
import { det as mathjsDet } from "mathjs";
import ndarray, { type NdArray } from "ndarray";
import { randomIntegers } from "../harness/random.ts";
import type { Case, Implementation, Workload } from "../harness/workload.ts";
import { determinantsInto, determinantsOf } from "../tasks/determinants.ts";
import { exactDeterminant } from "./exact-determinant.ts";
import { toShared } from "./matrices.ts";
import { type Range, ranges } from "./parts.ts";
import { warmPool, workers } from "./with-pool.ts";

type Tensor = NdArray<Float64Array>;
type Determinants = ArrayLike<number>;

const order = 10;

const join = (parts: readonly Float64Array[]): number[] => parts.flatMap((part) => [...part]);

const loop = (tensor: Tensor, out: Float64Array): void => {
  for (const i of prange(tensor.shape[2]!)) out[i] = det(tensor.pick(null, null, i)) as number;
};

const compiled = (name: string, parallel: boolean): Implementation<Tensor, Determinants> => ({
  name,
  threads: parallel ? workers : 1,
  prepare: (tensor) => {
    const shared = toShared(tensor);
    const out = RawArray("float64", tensor.shape[2]!);
    const run = njit(loop, { parallel });
    return {
      run: () => {
        run(shared, out);
        return out;
      },
    };
  },
});

const overTensor = (tensor: Tensor) => ({ tensor, parts: ranges(tensor.shape[2]!, workers) });

const implementations: Implementation<Tensor, Determinants>[] = [
  {
    name: "sequential",
    threads: 1,
    prepare: (tensor) => ({ run: () => determinantsOf(tensor, [0, tensor.shape[2]!]) }),
  },
  {
    name: "det of the batch",
    threads: 1,
    prepare: (tensor) => ({
      run: () => (det(tensor.transpose(2, 0, 1)) as NdArray<Float64Array>).data,
    }),
  },
  warmPool({
    name: "pool, tensor not shared",
    ready: overTensor,
    call: async (pool, { tensor, parts }) =>
      join(
        await pool.starmap(
          determinantsOf,
          parts.map((part): [Tensor, Range] => [tensor, part]),
        ),
      ),
  }),
  warmPool({
    name: "pool, shared tensor",
    ready: (tensor) => overTensor(toShared(tensor)),
    call: async (pool, { tensor, parts }) =>
      join(
        await pool.starmap(
          determinantsOf,
          parts.map((part): [Tensor, Range] => [tensor, part]),
        ),
      ),
  }),
  warmPool({
    name: "pool, shared tensor and result",
    ready: (tensor) => ({ ...overTensor(toShared(tensor)), out: RawArray("float64", tensor.shape[2]!) }),
    call: async (pool, { tensor, parts, out }) => {
      await pool.starmap(
        determinantsInto,
        parts.map((part): [Tensor, Range, Float64Array] => [tensor, part, out]),
      );
      return out;
    },
  }),
  compiled("njit", false),
  compiled("njit, prange", true),
];

/** mathjs works on nested arrays, which are made beforehand. */
const mathjs: Implementation<Tensor, Determinants> = {
  name: "mathjs",
  threads: 1,
  prepare: (tensor) => {
    const matrices = Array.from({ length: tensor.shape[2]! }, (_, k) =>
      Array.from({ length: order }, (_, i) => Array.from({ length: order }, (_, j) => tensor.get(i, j, k))),
    );
    return { run: () => matrices.map((matrix) => mathjsDet(matrix)) };
  },
};

const slice = (tensor: Tensor, k: number): number[] =>
  Array.from({ length: order * order }, (_, at) => tensor.get(Math.floor(at / order), at % order, k));

const caseOf = (size: number): Case<Tensor, Determinants> => {
  let exact: number[] | undefined;
  return {
    name: `${size.toLocaleString("en")} matrices of ${order}×${order}`,
    size,
    input: () => {
      const next = randomIntegers(size, -5, 5);
      return ndarray(Float64Array.from({ length: order * order * size }, next), [order, order, size]);
    },
    // mathjs is some thirty times slower: a tenth of the longest case shows that as well.
    implementations: size > 10_000 ? implementations : [...implementations, mathjs],
    check: (output, tensor) => {
      exact ??= Array.from({ length: size }, (_, k) => exactDeterminant(slice(tensor, k), order));
      if (output.length !== size) throw new Error(`there should be ${size} determinants, got ${output.length}`);
      // Integer matrices have integer determinants; rounding errors stay far below a hundredth here.
      const wrong = exact.findIndex((right, k) => !(Math.abs(output[k]! - right) < 0.01));
      if (wrong >= 0) throw new Error(`determinant ${wrong} should be ${exact[wrong]}, got ${output[wrong]}`);
    },
  };
};

export const determinants: Workload = {
  name: "determinants",
  title: "Determinants of the slices of a 10×10×N tensor",
  question: "What do shared memory and compilation buy, and from how many matrices on?",
  axis: "matrices",
  cases: ({ quick }) => (quick ? [100, 10_000] : [100, 1000, 10_000, 100_000]).map(caseOf),
};
