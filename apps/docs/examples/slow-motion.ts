// A lost update in slow motion: events put the steps of two threads into the order that loses one.

import { Pool } from "@mp/pool";
import { RawValue } from "@mp/shared";
import { Event } from "@mp/sync";

const balance = RawValue("int32", 100);
const read = new Event();
const written = new Event();

const deposit = () => {
  const seen = balance.value; // 100
  read.set();
  written.wait(); // meanwhile the other one withdraws
  balance.value = seen + 50; // from what it saw, not from what is there
};
const withdraw = () => {
  read.wait();
  balance.value -= 30; // 70
  written.set();
};

await using pool = new Pool(2);
await Promise.all([pool.apply(deposit), pool.apply(withdraw)]);
console.log(balance.value); // 120 would be right
