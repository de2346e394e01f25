import { describe, expect, test } from "vitest";
import { Lock, NotOwnerError, OverReleaseError, OwnerDiedError, portable, reap, TimeoutError } from "../src/index.ts";
import { heap, words } from "../src/internal.ts";
import { DEATHS, DEATHS_DEADLINE } from "./fixtures/deaths.ts";
import { start } from "./fixtures/start.ts";

/** Takes and frees the lock, from a dead owner if need be; fails if nothing happens for long. */
async function passThrough(lock: Lock): Promise<void> {
  for (;;) {
    try {
      expect(await lock.acquireAsync({ timeout: 20_000 })).toBe(true);
    } catch (error) {
      if (!(error instanceof OwnerDiedError)) throw error;
      try {
        lock.recover();
      } catch (late) {
        if (!(late instanceof NotOwnerError)) throw late;
        continue;
      }
    }
    lock.release();
    return;
  }
}

const address = (lock: Lock) => lock[portable]().state as number;

describe("in one thread", () => {
  test("a free lock is taken, a taken one is not", () => {
    const lock = new Lock();
    expect(lock.locked()).toBe(false);
    expect(lock.acquire()).toBe(true);
    expect(lock.locked()).toBe(true);
    expect(lock.acquire(0)).toBe(false);
    expect(lock.acquire(-5)).toBe(false);
    expect(lock.acquire(5)).toBe(false);
    lock.release();
    expect(lock.acquire(0)).toBe(true);
  });

  test("releasing a free lock is an error", () => {
    const lock = new Lock();
    expect(() => lock.release()).toThrow(OverReleaseError);
    expect(lock.locked()).toBe(false);
  });

  test("a timeout that is no number is an error", () => {
    const lock = new Lock();
    lock.acquire();
    expect(() => lock.acquire(Number.NaN)).toThrow(TypeError);
    expect(() => lock.acquire("1" as never)).toThrow(/timeout must be a number of milliseconds, got 1/);
  });

  test("guards release at the end of the block, and only once", async () => {
    const lock = new Lock();
    {
      using held = lock.hold();
      expect(lock.locked()).toBe(true);
      held.release();
      expect(lock.locked()).toBe(false);
    }
    {
      using _ = await lock.holdAsync();
      expect(() => lock.hold(1)).toThrow(TimeoutError);
      await expect(lock.holdAsync({ timeout: 1 })).rejects.toThrow(TimeoutError);
    }
    expect(lock.locked()).toBe(false);
  });

  test("a guard leaves alone what its thread does not hold any more", () => {
    const lock = new Lock();
    const held = lock.hold();
    lock.release();
    held.release();
    expect(lock.locked()).toBe(false);
  });

  test("run releases whatever its body does", async () => {
    const lock = new Lock();
    expect(lock.run(() => lock.locked())).toBe(true);
    expect(() => lock.run(() => JSON.parse("{"))).toThrow(SyntaxError);
    expect(await lock.runAsync(async () => lock.locked())).toBe(true);
    await expect(lock.runAsync(async () => Promise.reject(new RangeError("no")))).rejects.toThrow(RangeError);
    expect(lock.locked()).toBe(false);
  });

  test("asynchronous waiters each get the lock, one at a time", async () => {
    const lock = new Lock();
    let inside = 0;
    let passed = 0;
    const tasks = Array.from({ length: 50 }, () =>
      lock.runAsync(async () => {
        expect(++inside).toBe(1);
        await null;
        inside--;
        passed++;
      }),
    );
    await Promise.all(tasks);
    expect(passed).toBe(50);
  });

  test("an aborted wait rejects with the reason and passes its turn on", async () => {
    const lock = new Lock();
    lock.acquire();
    const controller = new AbortController();
    const first = lock.acquireAsync({ signal: controller.signal });
    const second = lock.acquireAsync();
    controller.abort(new RangeError("changed my mind"));
    await expect(first).rejects.toThrow("changed my mind");
    await expect(lock.acquireAsync({ signal: controller.signal })).rejects.toThrow("changed my mind");
    lock.release();
    expect(await second).toBe(true);
    lock.release();
  });

  test("a waiter that gives up in time leaves the others their turn", async () => {
    const lock = new Lock();
    lock.acquire();
    const brief = lock.acquireAsync({ timeout: 5 });
    const patient = lock.acquireAsync();
    expect(await brief).toBe(false);
    lock.release();
    expect(await patient).toBe(true);
    lock.release();
  });

  test("a disposed lock cannot be used", () => {
    const lock = new Lock();
    lock.dispose();
    lock.dispose();
    expect(() => lock.acquire()).toThrow(/Lock: used after dispose/);
    expect(() => lock[portable]()).toThrow(/used after dispose/);
  });

  test("disposing one of two objects for a lock leaves the other", () => {
    const lock = new Lock();
    const twin = Lock[portable](address(lock));
    lock.dispose();
    lock.dispose();
    expect(twin.acquire(0)).toBe(true);
    const blocks = heap.stats().blocks;
    twin.dispose();
    expect(heap.stats().blocks).toBe(blocks - 1);
    using other = new Lock(); // where the first one was
    twin.dispose();
    expect(other.acquire(0)).toBe(true);
  });

  test("the same lock can arrive twice", () => {
    const lock = new Lock();
    const twin = Lock[portable](address(lock));
    lock.acquire();
    expect(twin.locked()).toBe(true);
    twin.release();
    expect(lock.locked()).toBe(false);
  });
});

describe("between threads", () => {
  test("a counter that it guards is exact", async () => {
    const lock = new Lock();
    const counter = heap.allocate(4);
    const threads = [1, 2, 3].map(() => start({ part: "count", lock: address(lock), number: counter }));
    for (let i = 0; i < 1_000; i++) {
      await lock.runAsync(() => {
        words()[counter >>> 2] = words()[counter >>> 2]! + 1;
      });
    }
    for (const thread of threads) expect(await thread.next()).toBe("counted");
    expect(words()[counter >>> 2]).toBe(16_000);
    await Promise.all(threads.map((thread) => thread.terminate()));
    heap.free(counter);
  });

  test("a dead owner hangs nobody: who waits and who comes later hear of it, until someone recovers", async () => {
    const lock = new Lock();
    const owner = start({ part: "hoard", lock: address(lock) });
    const dead = await owner.next<number>();
    const blocked = start({ part: "queue", lock: address(lock) });
    await blocked.next();
    const waiting = lock.acquireAsync();
    const heard = expect(waiting).rejects.toMatchObject({ name: "OwnerDiedError", owner: dead });

    await owner.terminate();
    reap(dead);
    await heard;
    expect(await blocked.next()).toBe("OwnerDiedError");
    expect(() => lock.acquire()).toThrow(OwnerDiedError);
    expect(() => lock.acquire(0)).toThrow(OwnerDiedError);
    expect(() => lock.release()).toThrow(OwnerDiedError);
    expect(lock.locked()).toBe(true);

    lock.recover();
    expect(lock.acquire(0)).toBe(false);
    expect(() => lock.recover()).toThrow(NotOwnerError);
    lock.release();
    expect(lock.acquire(0)).toBe(true);
    await blocked.terminate();
  });

  test("a waiter that dies costs the others nothing", async () => {
    const lock = new Lock();
    lock.acquire();
    const victim = start({ part: "queue", lock: address(lock) });
    const dead = await victim.next<number>();
    const other = start({ part: "queue", lock: address(lock) });
    await other.next();
    await victim.terminate();
    lock.release();
    reap(dead);
    expect(await other.next()).toBe(true);
    await other.terminate();
  });

  test("threads killed at any moment while they contend leave it live for all others", {
    timeout: DEATHS_DEADLINE,
  }, async () => {
    const lock = new Lock();
    const survivor = start({ part: "contend", lock: address(lock) });
    await survivor.next();
    for (let i = 0; i < DEATHS; i++) {
      const victim = start({ part: "contend", lock: address(lock) });
      const dead = await victim.next<number>();
      for (let turn = 0; turn < i % 5; turn++) await passThrough(lock);
      await victim.terminate();
      reap(dead);
      await passThrough(lock);
    }
    await survivor.terminate();
  });

  test("nobody can recover a lock whose owner lives", () => {
    const lock = new Lock();
    expect(() => lock.recover()).toThrow(/nobody died holding the lock/);
    lock.acquire();
    expect(() => lock.recover()).toThrow(/holds the lock and lives/);
    lock.release();
  });
});
