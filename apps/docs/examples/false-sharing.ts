import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const rounds = 10_000_000;
const counters = RawArray("int32", 64); // four cache lines of 16 numbers

const count = (index: number): number => {
  const start = performance.now();
  for (let i = 0; i < rounds; i++) Atomics.add(counters, index, 1);
  return performance.now() - start;
};

await using pool = new Pool(2);
for (const [name, first, second] of [
  ["one line", 0, 1],
  ["two lines", 0, 48],
] as const) {
  counters.fill(0);
  const times = await pool.map(count, [first, second], { chunksize: 1 });
  console.log(`${name}: ${counters[first]} and ${counters[second]}`);
  console.error(`  ${((Math.max(...times) * 1e6) / rounds).toFixed(1)} ns an addition`);
}
