import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { Semaphore } from "@mp/sync";

const seats = new Semaphore(2); // say, connections that a database allows
const inside = RawArray("int32", 2); // how many are in; how often there was a third

const visit = (n: number): number =>
  seats.run(() => {
    if (Atomics.add(inside, 0, 1) >= 2) Atomics.add(inside, 1, 1);
    let work = 0;
    for (let i = 0; i < 1_000_000; i++) work += i % n;
    Atomics.sub(inside, 0, 1);
    return work;
  });

await using pool = new Pool(4);
await pool.map(visit, [3, 5, 7, 9, 11, 13, 15, 17], { chunksize: 1 });
console.log(`a third was in ${inside[1]} times`);

// A worker that dies takes its permit along, until somebody asks for it back.
const leave = () => {
  seats.acquire();
  process.exit(1);
};
await pool.apply(leave).catch((error) => console.log(error.name));
console.log(`free ${seats.getValue()}, gone with the dead ${seats.holders().filter(({ died }) => died).length}`);
console.log(`given back ${seats.recover()}, free ${seats.getValue()}`);
