import { describe, expect, test } from "vitest";
import { NotOwnerError, OwnerDiedError, portable, RLock, reap } from "../src/index.ts";
import { start } from "./fixtures/start.ts";

const address = (lock: RLock) => lock[portable]().state as number;

describe("RLock", () => {
  test("its holder takes it again, and it is free after as many releases", async () => {
    const lock = new RLock();
    expect(lock.acquire()).toBe(true);
    expect(lock.acquire(0)).toBe(true);
    expect(await lock.acquireAsync()).toBe(true);
    for (const _ of [1, 2]) {
      lock.release();
      expect(lock.locked()).toBe(true);
    }
    lock.release();
    expect(lock.locked()).toBe(false);
  });

  test("guards nest", async () => {
    const lock = new RLock();
    expect(lock.run(() => lock.run(() => lock.locked()))).toBe(true);
    {
      using _outer = lock.hold();
      using _inner = await lock.holdAsync();
    }
    expect(lock.locked()).toBe(false);
  });

  test("releasing one that this thread does not hold is an error", async () => {
    const lock = new RLock();
    expect(() => lock.release()).toThrow(NotOwnerError);
    const owner = start({ part: "hoard", rlock: address(lock) });
    const thread = await owner.next<number>();
    expect(() => lock.release()).toThrow(
      new NotOwnerError(`RLock.release: thread ${thread} holds the lock, not this one (1)`),
    );
    expect(lock.acquire(0)).toBe(false);
    expect(await lock.acquireAsync({ timeout: 5 })).toBe(false);
    await owner.terminate();
    reap(thread);
  });

  test("a dead owner hangs nobody, however often it had taken the lock", async () => {
    const lock = new RLock();
    const owner = start({ part: "hoard", rlock: address(lock) });
    const dead = await owner.next<number>();
    const waiting = expect(lock.acquireAsync()).rejects.toThrow(OwnerDiedError);
    await owner.terminate();
    reap(dead);
    await waiting;
    expect(() => lock.release()).toThrow(OwnerDiedError);
    lock.recover();
    lock.release();
    expect(lock.locked()).toBe(false);
  });
});
