// Threads of the program: they share the heap, end as they end, and keep nothing alive that they should not.

import { currentThread, heap, waitWordAsync, words } from "@mp/sync/internal";
import { describe, expect, it } from "vitest";
import { isMainThread, startThread } from "../../src/internal.ts";

const module = new URL("../fixtures/thread-module.ts", import.meta.url).href;

const word = () => heap.allocate(4, { align: 4 });
const read = (address: number) => Atomics.load(words(), address >>> 2);

describe("startThread", () => {
  it("runs the export of the module over the same heap", async () => {
    const address = word();
    const thread = startThread({ name: "writer", module, entry: "store", data: { address, value: 42 } });
    expect(thread.name).toBe("writer");
    expect((await thread.exited).exitCode).toBe(0);
    expect(read(address)).toBe(42);
  });

  it("gives each thread a number of its own, and tells it that it is not the main one", async () => {
    expect(isMainThread()).toBe(true);
    const addresses = [word(), word()];
    await Promise.all(addresses.map((data) => startThread({ module, entry: "storeThread", data }).exited));
    const numbers = addresses.map(read);
    expect(numbers[0]).not.toBe(numbers[1]);
    for (const number of numbers) expect(number).toBeGreaterThan(currentThread());
  });

  it("tells of an uncaught error", async () => {
    const { exitCode, error } = await startThread({ module, entry: "explode", data: "bang" }).exited;
    expect(exitCode).toBe(1);
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe("bang");
  });

  it("tells the exit code", async () => {
    expect(await startThread({ module, entry: "leave", data: 7 }).exited).toEqual({ exitCode: 7 });
  });

  it("tells of a module that cannot be loaded, and of an export that is not there", async () => {
    const missing = await startThread({ module: `${module}.missing`, entry: "store" }).exited;
    expect((missing.error as Error).message).toMatch(/Cannot find module/);
    const unnamed = await startThread({ module, entry: "absent" }).exited;
    expect((unnamed.error as Error).message).toMatch(/has no function named absent; export it/);
  });

  it("stops a thread that never returns", async () => {
    const running = word();
    const thread = startThread({ module, entry: "spin", data: running });
    await waitWordAsync(running, 0);
    expect(await thread.terminate()).toBe(1);
  });
});
