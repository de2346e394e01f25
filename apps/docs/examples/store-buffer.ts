// Two threads each write one number and then read the other's. Can both miss what the other wrote?

import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const rounds = 50_000;
const reached = RawArray("int32", 64); // each thread's round, a cache line apart
const x = RawArray("int32", rounds);
const y = RawArray("int32", rounds);
const sawX = RawArray("int32", rounds);
const sawY = RawArray("int32", rounds);

/** Waits a moment for the other thread, so that both write at the same time. */
const meet = (me: number, round: number): void => {
  Atomics.store(reached, me * 32, round);
  for (let spins = 0; spins < 10_000 && Atomics.load(reached, 32 - me * 32) < round; spins++);
};

const plain = (me: number): void => {
  const [mine, other, saw] = me === 0 ? [x, y, sawY] : [y, x, sawX];
  for (let i = 0; i < rounds; i++) {
    meet(me, i);
    mine[i] = 1;
    saw[i] = other[i]!;
  }
};

const atomic = (me: number): void => {
  const [mine, other, saw] = me === 0 ? [x, y, sawY] : [y, x, sawX];
  for (let i = 0; i < rounds; i++) {
    meet(me, i);
    Atomics.store(mine, i, 1);
    saw[i] = Atomics.load(other, i);
  }
};

await using pool = new Pool(2);
const bothMissed = async (task: (me: number) => void): Promise<number> => {
  for (const array of [reached, x, y]) array.fill(0);
  await pool.map(task, [0, 1], { chunksize: 1 });
  return sawX.filter((seen, i) => seen === 0 && sawY[i] === 0).length;
};

console.error(`  plain: ${await bothMissed(plain)} of ${rounds} rounds`);
console.log(`atomic: ${await bothMissed(atomic)}`);
