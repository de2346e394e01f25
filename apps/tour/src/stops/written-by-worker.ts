// Tells whether a worker has the caller's tensor or a copy of it: where Python compares ids, this writes and looks.

import { Pool } from "@mp/pool";
import type { Tensor } from "../inputs.ts";

const mark = 42;

/** Has a worker write into the tensor, and returns whether that is to be seen here. */
export const isWrittenByWorker = async (tensor: Tensor): Promise<boolean> => {
  await using pool = new Pool(1);
  const write = (received: Tensor): void => {
    received.set(0, 0, 0, mark);
  };
  await pool.apply(write, [tensor]);
  return tensor.get(0, 0, 0) === mark;
};
