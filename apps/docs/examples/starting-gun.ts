import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { Event } from "@mp/sync";

const table = RawArray("float64", 1000);
const ready = new Event();

const sum = (from: number): number => {
  ready.wait(); // asleep until the table is there, and then it is all there
  return table.subarray(from, from + 500).reduce((a, b) => a + b);
};

await using pool = new Pool(2);
const sums = pool.map(sum, [0, 500], { chunksize: 1 });

for (let i = 0; i < 1000; i++) table[i] = i;
ready.set(); // all that wait, and all that come later

console.log(await sums);
