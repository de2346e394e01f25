import { afterEach, expect, test } from "vitest";
import { Event, Lock, portable, WouldBlockError } from "../src/index.ts";
import { blockOf, bufferOf, canBlock, disposeBlock, heap, retain, shareHeap, words } from "../src/internal.ts";
import type { PageWorkerData } from "./fixtures/page-worker.ts";

let worker: Worker | undefined;
afterEach(() => worker?.terminate());

const address = (object: Lock | Event) => object[portable]().state as number;

test("a page has the heap, and it grows", () => {
  expect(crossOriginIsolated).toBe(true);
  const before = heap.stats().capacity;
  const place = heap.allocate(before);
  words()[(place + before - 4) >>> 2] = 7;
  expect(heap.stats().capacity).toBeGreaterThan(before);
  expect(blockOf(bufferOf(place))).toBe(place);
  disposeBlock(place);
  expect(() => heap.free(place)).toThrow(/is free already/);
});

test("a page never blocks: what would is a WouldBlockError, what need not does not", () => {
  expect(canBlock()).toBe(false);
  const lock = new Lock();
  expect(lock.acquire()).toBe(true);
  expect(lock.acquire(0)).toBe(false);
  expect(() => lock.acquire()).toThrow(WouldBlockError);
  expect(() => new Event().wait(10)).toThrow(WouldBlockError);
  lock.release();
});

test("a module worker adopts the heap, and page and worker wake each other", async () => {
  const [lock, started, go] = [new Lock(), new Event(), new Event()];
  const array = heap.allocate(32);
  const doubles = new Float64Array(bufferOf(array), array, 4);
  retain(array);

  worker = new Worker(new URL("./fixtures/page-worker.ts", import.meta.url), { type: "module" });
  const failed = new Promise<never>((_, reject) => {
    worker!.onerror = (event) => reject(new Error(event.message));
  });
  const data: PageWorkerData = {
    handle: shareHeap(),
    lock: address(lock),
    started: address(started),
    go: address(go),
    array,
  };
  worker.postMessage(data);

  expect(await Promise.race([started.waitAsync({ timeout: 30_000 }), failed])).toBe(true);
  expect(lock.locked()).toBe(true);
  const turn = lock.acquireAsync({ timeout: 30_000 });
  go.set();
  expect(await Promise.race([turn, failed])).toBe(true);
  expect([...doubles]).toEqual([0, 2, words().length, 2.5]);
  lock.release();
  disposeBlock(array);
});
