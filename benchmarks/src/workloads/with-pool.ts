// The two ways to have a pool: opened beforehand, as a program that lives on has it, or for the one call, as the HOWTO times it.

import { cpuCount, Pool } from "@mp/pool";
import type { Implementation } from "../harness/workload.ts";

/** As many workers as processors, which is also Python's default. */
export const workers: number = cpuCount();

/** How one implementation uses a pool: what it makes of the input beforehand, and the call. */
interface PoolUse<Input, Output, Ready> {
  readonly name: string;
  /** Not timed; for example, copies the input into shared memory once. */
  ready(input: Input): Ready;
  /** Timed. */
  call(pool: Pool, ready: Ready): Promise<Output>;
}

/** The pool is open and its workers have loaded the functions before the clock starts. */
export const warmPool = <Input, Output, Ready>({
  name,
  ready,
  call,
}: PoolUse<Input, Output, Ready>): Implementation<Input, Output> => ({
  name,
  threads: workers,
  prepare: (input) => {
    const prepared = ready(input);
    const pool = new Pool(workers);
    return {
      run: () => call(pool, prepared),
      close: async () => {
        pool.close();
        await pool.join();
      },
    };
  },
});

/** Starting the workers and ending them is part of the call, as in `with Pool(n) as pool:` between two `time.time()`. */
export const coldPool = <Input, Output, Ready>({
  name,
  ready,
  call,
}: PoolUse<Input, Output, Ready>): Implementation<Input, Output> => ({
  name,
  threads: workers,
  prepare: (input) => {
    const prepared = ready(input);
    return {
      run: async () => {
        const pool = new Pool(workers);
        try {
          return await call(pool, prepared);
        } finally {
          await pool.terminate();
        }
      },
    };
  },
});
