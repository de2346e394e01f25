// The same determinants with the tensor in shared memory: a worker is sent its address, and reads it where it is.

import { det, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import { sharedNdarray } from "@mp/shared";
import type { Tensor } from "../inputs.ts";

export const determinantsShared = async (input: Tensor, workers: number): Promise<Float64Array> => {
  const tensor = sharedNdarray("float64", input.shape);
  tensor.data.set(input.data); // the only copy

  const indices = Array.from({ length: tensor.shape[2]! }, (_, index) => index);

  const determine = (part: number[]) => part.map((index) => det(tensor.pick(null, null, index)));

  await using pool = new Pool(workers);
  const determinants = await pool.map(determine, split(indices, workers));

  // `split` deals as one deals cards: index i is in part i % workers.
  return Float64Array.from(indices, (index) => determinants[index % workers]![Math.floor(index / workers)]!);
};
