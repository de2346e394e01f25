// The determinants of a tensor's matrices in a pool, where every worker is sent a copy of the tensor.

import { det, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import type { Tensor } from "../inputs.ts";

export const determinantsUnshared = async (tensor: Tensor, workers: number): Promise<Float64Array> => {
  const indices = Array.from({ length: tensor.shape[2]! }, (_, index) => index);

  // `tensor` is a captured variable: it travels with the function.
  const determine = (part: number[]) => part.map((index) => det(tensor.pick(null, null, index)));

  await using pool = new Pool(workers);
  const determinants = await pool.map(determine, split(indices, workers));

  // `split` deals as one deals cards: index i is in part i % workers.
  return Float64Array.from(indices, (index) => determinants[index % workers]![Math.floor(index / workers)]!);
};
