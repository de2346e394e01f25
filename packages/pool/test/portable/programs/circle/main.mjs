// An entry script that is imported by what it imports: no worker may run it again.

import { Pool } from "@mp/pool";
import { parser } from "./instance.mjs";
import { addBase } from "./part.mjs";

export const base = 100;

console.log("the entry runs");
const pool = new Pool(2);
console.log(JSON.stringify(await pool.map(addBase, [1, 2])));
console.log(await pool.apply(() => parser.parse("from a module's instance")));
const inner = await pool.apply(async () => {
  const nested = new Pool(1);
  const step = 5;
  const sums = await nested.map((x) => x + step, [1, 2]);
  await nested.terminate();
  return sums;
});
console.log(JSON.stringify(inner));
await pool.terminate();
