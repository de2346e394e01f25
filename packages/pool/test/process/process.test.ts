// Process has the life cycle of Python's.

import { RawArray } from "@mp/shared";
import { Event, Lock, OwnerDiedError } from "@mp/sync";
import { describe, expect, it, vi } from "vitest";
import { activeChildren, currentProcess, Process, ProcessStateError, parentProcess } from "../../src/index.ts";

const nothing = () => {};

describe("Process", () => {
  it("runs its target with its arguments, and joins", async () => {
    const out = RawArray("int32", 3);
    const write = (start: number, step: number) => {
      for (let index = 0; index < 3; index += 1) out[index] = start + index * step;
    };
    const process = new Process({ target: write, args: [5, 10] });
    expect(process.isAlive()).toBe(false);
    expect(process.pid).toBeNull();
    expect(process.exitcode).toBeNull();
    process.start();
    expect(process.isAlive()).toBe(true);
    expect(process.pid).toBeGreaterThan(0);
    await process.join();
    expect([...out]).toEqual([5, 15, 25]);
    expect(process.isAlive()).toBe(false);
    expect(process.exitcode).toBe(0);
    expect(await process.exited).toBe(0);
  });

  it("awaits an async target", async () => {
    const out = RawArray("int32", 1);
    const later = async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      out[0] = 1;
    };
    const process = new Process({ target: later });
    process.start();
    await process.join();
    expect(out[0]).toBe(1);
  });

  it("has exit code 1 after an error, which is printed", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => {});
    const process = new Process({
      name: "unlucky",
      target: () => {
        throw new RangeError("bang");
      },
    });
    process.start();
    expect(await process.exited).toBe(1);
    expect(print).toHaveBeenCalledWith("unlucky ended with an error:", expect.objectContaining({ message: "bang" }));
    print.mockRestore();
  });

  it("has the exit code that it gives", async () => {
    const leave = new Process({ target: (code: number) => process.exit(code), args: [7] });
    leave.start();
    expect(await leave.exited).toBe(7);
  });

  it("has exit code -15 when terminated, -9 when killed", async () => {
    const started = new Event();
    const spin = () => {
      started.set();
      for (;;);
    };
    for (const [method, code] of [
      ["terminate", -15],
      ["kill", -9],
    ] as const) {
      started.clear();
      const process = new Process({ target: spin });
      process.start();
      await started.waitAsync();
      process[method]();
      expect(await process.exited).toBe(code);
      expect(process.exitcode).toBe(code);
    }
  });

  it("joins no longer than asked", async () => {
    const hold = new Process({ target: () => new Promise((resolve) => setTimeout(resolve, 60_000)) });
    hold.start();
    await hold.join(1);
    expect(hold.isAlive()).toBe(true);
    hold.terminate();
    await hold.join();
  });

  it("refuses calls out of order", async () => {
    const process = new Process({ target: nothing, name: "p" });
    await expect(process.join()).rejects.toThrow("Process.join: p has not been started; start() it first");
    expect(() => process.terminate()).toThrow(ProcessStateError);
    expect(() => process.kill()).toThrow(ProcessStateError);
    process.start();
    expect(() => process.start()).toThrow(/p has been started; make a new Process/);
    expect(() => process.close()).toThrow(/p is running; await join\(\)/);
    await process.join();
    process.terminate();
    expect(process.exitcode).toBe(0);
    process.close();
    await expect(process.join()).rejects.toThrow("Process.join: p is closed");
  });

  it("refuses what cannot be run or sent, at once", () => {
    expect(() => new Process({ target: "f" as never })).toThrow(/Process: target must be a function, got "f"/);
    expect(() => new Process({ target: nothing, args: 3 as never })).toThrow(
      /args must be an array of arguments, got 3/,
    );
    const process = new Process({ target: (value: unknown) => value, args: [new WeakMap()] });
    expect(() => process.start()).toThrow(/args\[0\]/);
    expect(process.isAlive()).toBe(false);
  });

  it("is numbered where it is not named, and knows its family", async () => {
    expect(new Process({ target: nothing }).name).toMatch(/^Process-\d+$/);
    expect(currentProcess()).toEqual({ name: "MainProcess", pid: process.pid });
    expect(parentProcess()).toBeNull();
    const same = RawArray("int32", 2);
    const look = (parent: string) => {
      same[0] = Number(currentProcess().name === "child");
      same[1] = Number(parentProcess()?.name === parent);
    };
    const child = new Process({ target: look, args: ["MainProcess"], name: "child" });
    child.start();
    expect(activeChildren()).toContain(child);
    await child.join();
    expect(activeChildren()).not.toContain(child);
    expect([...same]).toEqual([1, 1]);
  });

  it("that dies holding a lock leaves an error to those who wait, not a wait without end", async () => {
    using lock = new Lock();
    const held = new Event();
    const hold = () => {
      lock.acquire();
      held.set();
      for (;;);
    };
    const owner = new Process({ target: hold });
    owner.start();
    await held.waitAsync();
    const waiting = lock.acquireAsync().catch((error) => error);
    owner.terminate();
    expect(await waiting).toBeInstanceOf(OwnerDiedError);
    lock.recover();
    lock.release();
  });

  it("thirty times in a row leaves nothing running", async () => {
    const count = RawArray("int32", 1);
    for (let round = 0; round < 15; round += 1) {
      const pair = [1, 2].map(() => new Process({ target: () => Atomics.add(count, 0, 1) }));
      for (const process of pair) process.start();
      await Promise.all(pair.map((process) => process.join()));
    }
    expect(count[0]).toBe(30);
    expect(activeChildren()).toEqual([]);
  });
});
