import { describe, expect, test } from "vitest";
import { Condition, Lock, NotOwnerError, OwnerDiedError, portable, RLock, reap } from "../src/index.ts";
import { heap, words } from "../src/internal.ts";
import { DEATHS, DEATHS_DEADLINE } from "./fixtures/deaths.ts";
import { start, type TestThread } from "./fixtures/start.ts";

const form = (condition: Condition) => condition[portable]().state;

/** Waits until so many stand in line, in whatever thread; each joins it under the lock. */
const gathered = async (condition: Condition, waiting: number, at: number) => {
  while ((await condition.runAsync(() => words()[at >>> 2])) !== waiting) await condition.runAsync(() => {});
};

const kinds = [
  ["Lock", () => new Lock()],
  ["RLock", () => new RLock()],
] as const;

describe.each(kinds)("a Condition with a %s", (_, makeLock) => {
  test("wakes as many as it is told, the longest waiting first", async () => {
    const condition = new Condition(new Lock());
    const woken: number[] = [];
    const waiters = [0, 1, 2, 3, 4].map((i) =>
      condition.runAsync(async () => {
        expect(await condition.waitAsync()).toBe(true);
        woken.push(i);
      }),
    );
    const step = async (count: number | undefined, expected: number[]) => {
      await condition.runAsync(() => condition.notify(count));
      await expect.poll(() => [...woken]).toEqual(expected);
    };
    await step(1, [0]);
    await step(undefined, [0, 1]);
    await condition.runAsync(() => condition.notify(2));
    await Promise.all(waiters.slice(0, 4));
    expect(woken.toSorted()).toEqual([0, 1, 2, 3]);
    await condition.runAsync(() => condition.notifyAll());
    await Promise.all(waiters);
    expect(condition.lock.locked()).toBe(false);
  });

  test("returns false when the time is over, with the lock held", async () => {
    const condition = new Condition(makeLock());
    condition.acquire();
    expect(condition.wait(5)).toBe(false);
    expect(condition.wait(0)).toBe(false);
    expect(await condition.waitAsync({ timeout: 5 })).toBe(false);
    expect(condition.lock.locked()).toBe(true);
    condition.release();
  });

  test("who gives up takes nobody's notification", async () => {
    const condition = new Condition(new Lock());
    const brief = condition.runAsync(() => condition.waitAsync({ timeout: 5 }));
    const controller = new AbortController();
    const fickle = condition.runAsync(() => condition.waitAsync({ signal: controller.signal }));
    const patient = condition.runAsync(() => condition.waitAsync());
    expect(await brief).toBe(false);
    controller.abort(new RangeError("no more"));
    await expect(fickle).rejects.toThrow("no more");
    await condition.runAsync(() => condition.notify());
    expect(await patient).toBe(true);
  });

  test("nobody waits or notifies without the lock", async () => {
    const condition = new Condition(makeLock());
    expect(() => condition.wait()).toThrow(NotOwnerError);
    await expect(condition.waitAsync()).rejects.toThrow(NotOwnerError);
    expect(() => condition.notify()).toThrow(/Condition.notify: this thread does not hold the lock/);
    expect(() => condition.notifyAll()).toThrow(NotOwnerError);
  });

  test("waitFor waits for a predicate, and gives up in time", async () => {
    const condition = new Condition(makeLock());
    let basket = 0;
    const full = condition.lock.runAsync(() => condition.waitForAsync(() => basket > 2 && basket));
    for (let i = 0; i < 3; i++) {
      await condition.runAsync(() => {
        basket++;
        condition.notify();
      });
    }
    expect(await full).toBe(3);
    expect(condition.run(() => condition.waitFor(() => 0, 5))).toBe(0);
  });
});

/** Waits for a notification, taking the lock over from the dead if need be; fails if none comes for long. */
const hear = async (condition: Condition): Promise<void> => {
  for (;;) {
    try {
      const heard = await condition.runAsync(() => condition.waitAsync({ timeout: 20_000 }), { timeout: 20_000 });
      expect(heard).toBe(true);
      return;
    } catch (error) {
      if (!(error instanceof OwnerDiedError)) throw error;
    }
    try {
      condition.lock.recover();
      condition.release();
    } catch (error) {
      if (!(error instanceof NotOwnerError)) throw error;
    }
  }
};

describe("between threads", () => {
  const waitersOf = async (condition: Condition, count: number, at: number) => {
    const threads = Array.from({ length: count }, () =>
      start({ part: "stand", condition: form(condition), number: at }),
    );
    const numbers = await Promise.all(threads.map((thread) => thread.next<number>()));
    await gathered(condition, count, at);
    return { threads, numbers };
  };
  const end = (threads: TestThread[]) => Promise.all(threads.map((thread) => thread.terminate()));

  test("notify and notifyAll wake threads that block", async () => {
    const condition = new Condition();
    const at = heap.allocate(4);
    const { threads } = await waitersOf(condition, 3, at);
    await condition.runAsync(() => condition.notify());
    expect(await Promise.race(threads.map((thread) => thread.next()))).toBe(true);
    await condition.runAsync(() => condition.notifyAll());
    await expect.poll(() => condition.run(() => words()[at >>> 2])).toBe(0);
    await end(threads);
    heap.free(at);
  });

  test("an RLock taken twice is free while its thread waits, and taken twice again after", async () => {
    const condition = new Condition(new RLock());
    condition.acquire();
    condition.acquire();
    const waiting = condition.waitAsync();
    expect(condition.lock.locked()).toBe(false);
    condition.run(() => condition.notify());
    expect(await waiting).toBe(true);
    condition.release();
    expect(condition.lock.locked()).toBe(true);
    condition.release();
    expect(condition.lock.locked()).toBe(false);
  });

  test("a waiter that dies takes nobody's notification", async () => {
    const condition = new Condition();
    const at = heap.allocate(4);
    const { threads, numbers } = await waitersOf(condition, 1, at);
    const patient = condition.lock.runAsync(() => condition.waitAsync());
    await threads[0]!.terminate();
    // Told, dead as it is; the reaper tells the next.
    condition.run(() => condition.notify());
    reap(numbers[0]!);
    expect(await patient).toBe(true);
    heap.free(at);
  });

  test("a thread that dies with the lock leaves nobody waiting", async () => {
    const condition = new Condition();
    const waiting = expect(condition.lock.runAsync(() => condition.waitAsync())).rejects.toThrow(OwnerDiedError);
    const owner = start({ part: "hoard", lock: condition.lock[portable]().state as number });
    const dead = await owner.next<number>();
    await owner.terminate();
    reap(dead);
    await waiting;
    condition.lock.recover();
    condition.lock.release();
  });

  test("threads killed at any moment leave it live for all others", { timeout: DEATHS_DEADLINE }, async () => {
    const condition = new Condition();
    const survivor = start({ part: "gossip", condition: form(condition) });
    await survivor.next();
    for (let i = 0; i < DEATHS; i++) {
      const victim = start({ part: "gossip", condition: form(condition) });
      const dead = await victim.next<number>();
      await hear(condition);
      await victim.terminate();
      reap(dead);
      await hear(condition);
    }
    await survivor.terminate();
  });

  test("500 can wait, no more", async () => {
    const condition = new Condition();
    const waiters = Array.from({ length: 500 }, () => condition.lock.runAsync(() => condition.waitAsync()));
    await expect(condition.lock.runAsync(() => condition.waitAsync())).rejects.toThrow(/500 wait already/);
    condition.run(() => condition.notifyAll());
    expect(new Set(await Promise.all(waiters))).toEqual(new Set([true]));
  });
});
