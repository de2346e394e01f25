// What an outsider's editor must infer, one line a package.

import { det, iterativeSum } from "@mp/kernels";
import { Pool } from "@mp/pool";
import { njit, prange } from "@mp/prange";
import { RawArray, sharedNdarray } from "@mp/shared";
import { Lock } from "@mp/sync";

const numbers: Float64Array = RawArray("float64", [1, 2, 3]);
const big: BigInt64Array = RawArray("int64", 3);
const pool = new Pool(2);
const lengths: Promise<number[]> = pool.map((word: string) => word.length, ["a", "bc"]);
const later: Promise<string> = pool.apply(async (x: number) => `${x}`, [1]);
const double = njit(
  (xs: Float64Array, out: Float64Array) => {
    for (const i of prange(xs.length)) out[i] = 2 * xs[i]!;
  },
  { parallel: true },
);
double(numbers, numbers);
const determinant: number | object = det(sharedNdarray("float64", [2, 2]));
const total: number = iterativeSum(numbers);
const held: boolean = new Lock().acquire(10);

export { big, determinant, held, later, lengths, total };
