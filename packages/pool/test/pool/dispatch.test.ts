// Who gets which task when: in order of submission, and never stuck behind a long one.

import { RawArray } from "@mp/shared";
import { Event } from "@mp/sync";
import { describe, expect, it } from "vitest";
import { Pool } from "../../src/index.ts";
import { collect } from "../support/collect.ts";

const square = (x: number) => x * x;
const numbers = (length: number) => Array.from({ length }, (_, index) => index);

describe("dispatch", () => {
  it("begins the calls of one worker in the order in which they were made", async () => {
    await using pool = new Pool(1);
    const order = RawArray("int32", 3001);
    const note = (call: number) => {
      order[1 + Atomics.add(order, 0, 1)] = call;
    };
    await Promise.all(numbers(3000).map((call) => pool.apply(note, [call])));
    expect([...order.subarray(1)]).toEqual(numbers(3000));
  });

  it("gives calls to free workers before a caller who blocks until they have run", async () => {
    await using pool = new Pool(2);
    const set = (event: Event) => event.set();
    const blockFor = (events: Event[]) => events.map((event) => event.wait(20_000));
    const events = numbers(5).map(() => new Event());
    // The workers are starting still.
    const calls: Promise<unknown>[] = [pool.apply(set, [events[0]!]), pool.apply(set, [events[1]!])];
    expect(blockFor(events.slice(0, 2))).toEqual([true, true]);
    await Promise.all(calls);
    calls.push(pool.map(set, events.slice(2, 4)));
    expect(blockFor(events.slice(2, 4))).toEqual([true, true]);
    await Promise.all(calls);
    const result = pool.applyAsync(set, [events[4]!], { timeout: 30_000 });
    expect(blockFor(events.slice(4, 5))).toEqual([true]);
    await result.get();
  });

  it("keeps nothing behind a long call while another worker is free, however short calls were before", async () => {
    await using pool = new Pool(2);
    const gate = new Event();
    const work = (wait: boolean) => {
      if (wait) gate.wait();
      return wait;
    };
    // The pool learns that this function is fast, and sends its calls in large batches.
    for (let round = 0; round < 10; round += 1) await Promise.all(numbers(1000).map(() => pool.apply(work, [false])));
    const results = numbers(2000).map((call) => pool.apply(work, [call === 0]));
    expect(await Promise.all(results.slice(1))).toEqual(new Array(1999).fill(false));
    gate.set();
    expect(await results[0]).toBe(true);
  });

  it("lets calls that were made later pass a long one, on the other worker", async () => {
    await using pool = new Pool(2);
    const gate = new Event();
    const hold = () => {
      gate.wait();
    };
    const held = pool.apply(hold);
    for (let round = 0; round < 20; round += 1) {
      expect(await Promise.all(numbers(20).map((x) => pool.apply(square, [x])))).toEqual(numbers(20).map(square));
    }
    gate.set();
    await held;
  });

  it("sees the latest value of a captured variable, in map and from one turn to the next in apply", async () => {
    await using pool = new Pool(2);
    let scale = 1;
    const scaled = (x: number) => x * scale;
    expect(await pool.map(scaled, [1, 2])).toEqual([1, 2]);
    scale = 10;
    expect(await pool.map(scaled, [1, 2])).toEqual([10, 20]);
    for (scale = 0; scale < 5; scale += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      expect(await pool.apply(scaled, [1])).toBe(scale);
    }
  });

  it("keeps a thousand functions apart, though each is used once", async () => {
    await using pool = new Pool(2);
    const results = numbers(1000).map((index) => {
      const captured = index;
      return pool.apply((x: number) => x + captured, [1]);
    });
    expect(await Promise.all(results)).toEqual(numbers(1000).map((x) => x + 1));
  });

  it("mixes maps, calls and iterators of one pool, each with its own answers, many times over", async () => {
    await using pool = new Pool(2);
    const negate = (x: number) => -x;
    for (let round = 0; round < 100; round += 1) {
      const [map, call, iterated] = await Promise.all([
        pool.map(square, numbers(30)),
        Promise.all(numbers(30).map((x) => pool.apply(negate, [x + round]))),
        collect(pool.imap(negate, numbers(30), { chunksize: 4 })),
      ]);
      expect(map).toEqual(numbers(30).map(square));
      expect(call).toEqual(numbers(30).map((x) => negate(x + round)));
      expect(iterated).toEqual(numbers(30).map(negate));
    }
  });
});
