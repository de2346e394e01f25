// The 2-D Fourier transform of every matrix in a list, sequential and in a pool.

import { fft2, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import type { Matrix } from "../inputs.ts";

/** A complex matrix, as two real ones. */
export interface Spectrum {
  re: Matrix;
  im: Matrix;
}

/** `(M, N)` matrices to complex ones of the same shape. */
export const transforms = (matrices: Matrix[]): Spectrum[] => matrices.map((matrix) => fft2(matrix));

/** The same by a pool that is there already. */
export const transformsBy = async (pool: Pool, workers: number, matrices: Matrix[]): Promise<Spectrum[]> => {
  const parts = await pool.map(transforms, split(matrices, workers));
  // `split` deals as one deals cards: matrix i is in part i % workers.
  return matrices.map((_, index) => parts[index % workers]![Math.floor(index / workers)]!);
};

export const pooledTransforms = async (matrices: Matrix[], workers: number): Promise<Spectrum[]> => {
  await using pool = new Pool(workers);
  return await transformsBy(pool, workers, matrices);
};
