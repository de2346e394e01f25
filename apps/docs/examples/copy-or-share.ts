import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const sent = new Float64Array(4); // distributed memory: a worker gets a copy of its own
const shared = RawArray("float64", 4); // shared memory: it gets the address

const fill = (array: Float64Array): number => array.fill(7)[0]!;

await using pool = new Pool(1);
console.log(await pool.apply(fill, [sent]), sent[0]);
console.log(await pool.apply(fill, [shared]), shared[0]);
