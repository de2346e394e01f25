// The 2-D Fourier transform of N matrices of 100×100 integers, the HOWTO's case where a pool loses.

import { type ComplexNdArray, split } from "@mp/kernels";
import ndarray, { type NdArray } from "ndarray";
import ndarrayFft from "ndarray-fft";
import type { Case, Implementation, Workload } from "../harness/workload.ts";
import { spectra } from "../tasks/spectra.ts";
import { randomMatrices, toShared } from "./matrices.ts";
import { interleave } from "./parts.ts";
import { coldPool, warmPool, workers } from "./with-pool.ts";

type Matrix = NdArray<Float64Array>;
type Spectrum = ComplexNdArray;

const parts = (matrices: readonly Matrix[]): Matrix[][] =>
  split(matrices, Math.min(workers, matrices.length)) as Matrix[][];

const implementations: Implementation<Matrix[], Spectrum[]>[] = [
  { name: "sequential", threads: 1, prepare: (matrices) => ({ run: () => spectra(matrices) }) },
  coldPool({
    name: "pool, started for the call",
    ready: parts,
    call: async (pool, pieces) => interleave(await pool.map(spectra, pieces)),
  }),
  warmPool({
    name: "pool",
    ready: parts,
    call: async (pool, pieces) => interleave(await pool.map(spectra, pieces)),
  }),
  warmPool({
    name: "pool, shared input",
    ready: (matrices) => parts(matrices.map(toShared)),
    call: async (pool, pieces) => interleave(await pool.map(spectra, pieces)),
  }),
  {
    name: "ndarray-fft",
    threads: 1,
    prepare: (matrices) => ({ run: () => matrices.map(byNdarrayFft) }),
  },
];

/** ndarray-fft works in place, and its forward transform is the conjugate of NumPy's. */
const byNdarrayFft = (matrix: Matrix): Spectrum => {
  const re = ndarray(matrix.data.slice(), [...matrix.shape]);
  const im = ndarray(new Float64Array(matrix.size), [...matrix.shape]);
  ndarrayFft(1, re, im);
  for (let i = 0; i < im.data.length; i++) im.data[i] = -im.data[i]!;
  return { re, im };
};

/** One frequency by the definition: `sum a[i][j] exp(-2πi (ui/M + vj/N))`. */
const frequency = (a: Matrix, u: number, v: number): [number, number] => {
  const [rows, columns] = a.shape as [number, number];
  let re = 0;
  let im = 0;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const angle = -2 * Math.PI * (((u * i) % rows) / rows + ((v * j) % columns) / columns);
      re += a.get(i, j) * Math.cos(angle);
      im += a.get(i, j) * Math.sin(angle);
    }
  }
  return [re, im];
};

const energy = (a: NdArray): number => {
  let sum = 0;
  for (let i = 0; i < a.shape[0]!; i++) for (let j = 0; j < a.shape[1]!; j++) sum += a.get(i, j) ** 2;
  return sum;
};

const frequencies = [
  [0, 0],
  [1, 0],
  [0, 99],
  [50, 50],
  [13, 71],
] as const;

/** A few frequencies by definition, and all together by Parseval's theorem. */
const checkOne = ({ re, im }: Spectrum, a: Matrix, index: number): void => {
  if (re.shape.join() !== a.shape.join()) throw new Error(`shape ${index} should be ${a.shape}, got ${re.shape}`);
  const scale = Math.sqrt(energy(a) * a.size);
  for (const [u, v] of frequencies) {
    const [x, y] = frequency(a, u, v);
    const error = Math.hypot(re.get(u, v) - x, im.get(u, v) - y);
    if (!(error <= 1e-12 * scale)) throw new Error(`frequency ${u},${v} of ${index} is off by ${error}`);
  }
  const ratio = (energy(re) + energy(im)) / (energy(a) * a.size);
  if (!(Math.abs(ratio - 1) <= 1e-12)) throw new Error(`the energy of ${index} is off by a factor of ${ratio}`);
};

const caseOf = (size: number): Case<Matrix[], Spectrum[]> => ({
  name: `${size} ${size === 1 ? "matrix" : "matrices"} of 100×100`,
  size,
  input: () => randomMatrices(size, 100, 100),
  implementations,
  check: (output, matrices) => {
    if (output.length !== size) throw new Error(`there should be ${size} spectra, got ${output.length}`);
    for (const [index, matrix] of matrices.entries()) checkOne(output[index]!, matrix, index);
  },
});

export const fft2: Workload = {
  name: "fft2",
  title: "2-D FFT of N matrices of 100×100",
  question: "When is a task too short for a pool?",
  axis: "matrices",
  cases: ({ quick }) => (quick ? [2, 30] : [1, 2, 4, 10, 30, 100, 300]).map(caseOf),
};
