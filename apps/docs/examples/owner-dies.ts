import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { Lock, OwnerDiedError } from "@mp/sync";

const accounts = RawArray("int32", [100, 0]);
const lock = new Lock(); // held by whoever moves money: the sum is 100 whenever it is free

const move = (amount: number, crash: boolean) =>
  lock.run(() => {
    accounts[0]! -= amount;
    if (crash) process.exit(3); // the thread is gone, and the lock with it
    accounts[1]! += amount;
  });

await using pool = new Pool(2);
await pool.apply(move, [10, false]);
await pool.apply(move, [25, true]).catch((error) => console.log(error.name, error.exitCode));

try {
  await pool.apply(move, [5, false]); // in Python, this waits for ever
} catch (error) {
  console.log((error as Error).name, error instanceof OwnerDiedError);
}

lock.recover(); // now the lock is ours: look at what it protects before letting go of it
console.log("found", accounts.join(" + "));
accounts[1] = 100 - accounts[0]!;
lock.release();

await pool.apply(move, [5, false]);
console.log("repaired", accounts.join(" + "));
