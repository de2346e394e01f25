import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const squares = RawArray("float64", 1000); // zeroed, and seen by every worker

await using pool = new Pool(2);
await pool.starmap(
  (start: number, stop: number) => {
    for (let i = start; i < stop; i++) squares[i] = i * i;
  },
  [
    [0, 500],
    [500, 1000],
  ],
);

console.log(squares.subarray(0, 5), squares[999]);
