import { Pool } from "@mp/pool";
import { SharedValue } from "@mp/shared";

const visitors = SharedValue("int32");

const countBadly = () => {
  for (let i = 0; i < 50_000; i++) visitors.value += 1; // a read, an addition, a write: three steps
};
const countWell = () => {
  for (let i = 0; i < 50_000; i++) visitors.add(1); // one step
};

await using pool = new Pool(4);
const total = async (task: () => void): Promise<number> => {
  visitors.value = 0;
  await pool.map(task, [1, 2, 3, 4], { chunksize: 1 });
  return visitors.value;
};

console.log(`add: ${await total(countWell)}`);

// A race may also go well. On a busy machine it may take a few rounds until one is lost.
let counted = 200_000;
for (let round = 0; round < 20 && counted === 200_000; round++) counted = await total(countBadly);
console.log(`+= 1 loses some: ${counted < 200_000}`);
console.error(`  it counted ${counted}`);
