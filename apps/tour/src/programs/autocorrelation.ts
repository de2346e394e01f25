// The full 2-D autocorrelation of every matrix in a list, sequential and in a pool.

import { correlate2d, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import type { Matrix } from "../inputs.ts";

/** `(M, N)` matrices to `(2 * M - 1, 2 * N - 1)` ones. */
export const autocorrelations = (matrices: Matrix[]): Matrix[] => matrices.map((matrix) => correlate2d(matrix, matrix));

/** The same by a pool that is there already. */
export const autocorrelationsBy = async (pool: Pool, workers: number, matrices: Matrix[]): Promise<Matrix[]> => {
  const parts = await pool.map(autocorrelations, split(matrices, workers));
  // `split` deals as one deals cards: matrix i is in part i % workers.
  return matrices.map((_, index) => parts[index % workers]![Math.floor(index / workers)]!);
};

export const pooledAutocorrelations = async (matrices: Matrix[], workers: number): Promise<Matrix[]> => {
  await using pool = new Pool(workers);
  return await autocorrelationsBy(pool, workers, matrices);
};
