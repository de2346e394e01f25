import { Pool } from "@mp/pool";
import { helper } from "./helper.ts";

const scale = 3;
const range = Array.from({ length: 10 }, (_, i) => i);

await using pool = new Pool(2);
const results: number[] = await pool.map((x: number) => helper(x) * scale, range);
console.log(results.join(" "));
