import { Pool } from "@mp/pool";

await using pool = new Pool(2);

const task = (n: number): number => {
  if (n === 3) throw new RangeError(`no luck with ${n}`);
  return n * 10;
};

try {
  await pool.map(task, [1, 2, 3, 4]);
} catch (error) {
  console.log(error instanceof RangeError, (error as Error).message);
}

// The pool is as good as before.
console.log(await pool.map(task, [1, 2]));
