import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const length = 16_000_000; // 128 MB
const numbers = RawArray("float64", length);
for (let i = 0; i < length; i++) numbers[i] = 1;

/** One addition for each cache line of 64 bytes: memory has all the work. */
const fetch = (start: number, stop: number): number => {
  let sum = 0;
  for (let i = start; i < stop; i += 8) sum += numbers[i]!;
  return sum;
};

/** Sixty operations for each cache line: the core has all the work. */
const compute = (start: number, stop: number): number => {
  let count = 0;
  for (let i = start; i < stop; i += 8) {
    let x = numbers[i]! / 3;
    for (let k = 0; k < 20; k++) x = 3.5 * x * (1 - x);
    if (x > 0) count++;
  }
  return count;
};

await using pool = new Pool(2);
const [whole, halves] = [
  [[0, length]],
  [
    [0, length / 2],
    [length / 2, length],
  ],
] as [number, number][][];

for (const task of [fetch, compute]) {
  const run = async (parts: [number, number][]): Promise<number> => {
    const start = performance.now();
    await pool.starmap(task, parts, { chunksize: 1 });
    return performance.now() - start;
  };
  let [one, two] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < 15; round++) {
    one = Math.min(one, await run(whole!));
    two = Math.min(two, await run(halves!));
  }
  console.log(`${task.name}: ${await pool.apply(task, [0, length])}`);
  console.error(`  one thread ${one.toFixed(1)} ms, two ${two.toFixed(1)} ms`);
}
