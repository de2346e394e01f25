import { describe, expect, test } from "vitest";
import { BoundedSemaphore, OverReleaseError, portable, reap, Semaphore } from "../src/index.ts";
import { heap } from "../src/internal.ts";
import { collect } from "./fixtures/collect.ts";
import { DEATHS, DEATHS_DEADLINE } from "./fixtures/deaths.ts";
import { start } from "./fixtures/start.ts";

const address = (semaphore: Semaphore | BoundedSemaphore) => semaphore[portable]().state as number;

describe("Semaphore", () => {
  test("gives as many permits as it has", async () => {
    const seats = new Semaphore(2);
    expect(seats.acquire()).toBe(true);
    expect(await seats.acquireAsync()).toBe(true);
    expect(seats.getValue()).toBe(0);
    expect(seats.acquire(0)).toBe(false);
    expect(seats.acquire(-1)).toBe(false);
    expect(seats.acquire(5)).toBe(false);
    expect(await seats.acquireAsync({ timeout: 5 })).toBe(false);
    seats.release();
    expect(seats.getValue()).toBe(1);
  });

  test("has one permit unless told otherwise, and may start with none", async () => {
    expect(new Semaphore().getValue()).toBe(1);
    const signal = new Semaphore(0);
    const waiting = [signal.acquireAsync(), signal.acquireAsync()];
    signal.release();
    signal.release();
    expect(await Promise.all(waiting)).toEqual([true, true]);
  });

  test("releasing without acquiring adds a permit; a bounded one refuses", () => {
    const open = new Semaphore(1);
    open.release();
    expect(open.getValue()).toBe(2);
    const bounded = new BoundedSemaphore(1);
    expect(() => bounded.release()).toThrow(OverReleaseError);
    bounded.acquire();
    bounded.release();
    expect(() => bounded.release()).toThrow(OverReleaseError);
    expect(bounded.getValue()).toBe(1);
  });

  test("guards give the permit back", async () => {
    const seats = new BoundedSemaphore(1);
    {
      using _ = seats.hold();
      expect(seats.getValue()).toBe(0);
    }
    await expect(seats.runAsync(() => Promise.reject(new RangeError("no")))).rejects.toThrow("no");
    expect(seats.getValue()).toBe(1);
  });

  test("an aborted wait rejects and takes nothing", async () => {
    const seats = new Semaphore(0);
    const controller = new AbortController();
    const first = seats.acquireAsync({ signal: controller.signal });
    const second = seats.acquireAsync();
    controller.abort(new RangeError("enough"));
    await expect(first).rejects.toThrow("enough");
    seats.release();
    expect(await second).toBe(true);
    expect(seats.getValue()).toBe(0);
  });

  test("never lets more in than it has permits, among threads", async () => {
    const seats = new BoundedSemaphore(2);
    const inside = heap.allocate(8);
    const threads = [1, 2, 3].map(() => start({ part: "crowd", semaphore: address(seats), number: inside }));
    for (const thread of threads) expect(await thread.next<number>()).toBeLessThanOrEqual(2);
    await Promise.all(threads.map((thread) => thread.terminate()));
    expect(seats.getValue()).toBe(2);
    heap.free(inside);
  });

  test("permits of a dead thread are listed, and given back by recover to those who wait", async () => {
    const seats = new Semaphore(3);
    seats.acquire();
    const thread = start({ part: "sit", semaphore: address(seats) });
    const dead = await thread.next<number>();
    const byThread = () => seats.holders().sort((a, b) => a.thread - b.thread);
    expect(byThread()).toEqual([
      { thread: 1, permits: 1, died: false },
      { thread: dead, permits: 2, died: false },
    ]);
    const waiting = seats.acquireAsync();
    await thread.terminate();
    reap(dead);
    reap(dead);
    expect(byThread()[1]).toEqual({ thread: dead, permits: 2, died: true });
    expect(seats.recover()).toBe(2);
    expect(seats.recover()).toBe(0);
    expect(await waiting).toBe(true);
    expect(seats.holders()).toEqual([{ thread: 1, permits: 2, died: false }]);
    expect(seats.getValue()).toBe(1);
  });

  test("a thread that forgets the object still has its permits", async () => {
    const seats = new Semaphore(3);
    const sitDown = () => Semaphore[portable](address(seats)).acquire();
    sitDown();
    await collect();
    expect(seats.holders()).toEqual([{ thread: 1, permits: 1, died: false }]);
  });

  test("threads killed at any moment leave every permit to be had again", { timeout: DEATHS_DEADLINE }, async () => {
    const seats = new BoundedSemaphore(2);
    for (let i = 0; i < DEATHS; i += 2) {
      const victims = [1, 2].map(() => start({ part: "sitAndStand", semaphore: address(seats) }));
      const dead = await Promise.all(victims.map((victim) => victim.next<number>()));
      await seats.runAsync(() => {}, { timeout: 20_000 });
      await Promise.all(victims.map((victim) => victim.terminate()));
      for (const thread of dead) reap(thread);
      seats.recover();
      expect(seats.getValue()).toBe(2);
    }
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 31, "2"])("a value of %s is an error", (value) => {
    expect(() => new Semaphore(value as never)).toThrow(RangeError);
    expect(() => new BoundedSemaphore(value as never)).toThrow(/BoundedSemaphore: value must be an integer from 0/);
  });

  test("frees all its memory when disposed, and cannot be used then", () => {
    const before = heap.stats().blocks;
    const seats = new Semaphore(2);
    expect(heap.stats().blocks).toBe(before + 2);
    seats.dispose();
    expect(heap.stats().blocks).toBe(before);
    expect(() => seats.acquire()).toThrow(/Semaphore: used after dispose/);
  });
});
