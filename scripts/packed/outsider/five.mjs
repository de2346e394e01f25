import { det, iterativeSum, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import { njit, prange } from "@mp/prange";
import { RawArray, sharedNdarray } from "@mp/shared";
import { Lock } from "@mp/sync";

const numbers = RawArray(
  "float64",
  Array.from({ length: 1000 }, (_, i) => i + 1),
);
const pool = new Pool(2);
console.log(
  "pool",
  (await pool.map(iterativeSum, split(numbers, 2))).reduce((a, b) => a + b),
);

const squares = RawArray("float64", 1000);
const square = njit(
  (xs, out) => {
    for (const i of prange(xs.length)) out[i] = xs[i] * xs[i];
  },
  { parallel: true },
);
square(numbers, squares);
console.log("prange", squares[999]);

const matrix = sharedNdarray("float64", [2, 2]);
matrix.set(0, 0, 3);
matrix.set(1, 1, 4);
console.log("det", det(matrix));

const lock = new Lock();
const counter = RawArray("int32", 1);
await pool.starmap(
  () => {
    for (let i = 0; i < 1000; i++) {
      lock.acquire();
      counter[0] += 1;
      lock.release();
    }
  },
  [[], [], [], []],
  { chunksize: 1 },
);
console.log("lock", counter[0]);
await pool.terminate();
