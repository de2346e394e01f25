// The least that a pool can be asked for, by a function that travels as text and by one that does not.

import { Pool } from "@mp/pool";

const factor = 2;
const pool = new Pool(1);
console.log(String(await pool.map((x) => x * factor, [1, 2]).catch((error) => `${error.name}: ${error.message}`)));
console.log(String(await pool.map(Math.sqrt, [1, 4])));
await pool.terminate();
