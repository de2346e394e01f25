import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import {
  adoptHeap,
  blockOf,
  bufferOf,
  currentThread,
  disposeBlock,
  heap,
  isHeapBuffer,
  reap,
  release,
  retain,
  shareHeap,
  words,
} from "../../src/internal.ts";
import { collect } from "../fixtures/collect.ts";
import { start } from "../fixtures/start.ts";

const isFree = (address: number) => {
  try {
    retain(address);
    release(address);
    return false;
  } catch {
    return true;
  }
};

test("a buffer knows its block, and its views share it", () => {
  const address = heap.allocate(800);
  const floats = new Float64Array(bufferOf(address), address, 100);
  expect(blockOf(floats.subarray(3, 5).buffer)).toBe(address);
  expect(isHeapBuffer(floats.buffer)).toBe(true);
  expect(isHeapBuffer(new SharedArrayBuffer(8))).toBe(false);
  expect(blockOf(new ArrayBuffer(8))).toBeUndefined();
  words()[address >>> 2] = 5;
  expect(new Int32Array(floats.buffer, address, 1)[0]).toBe(5);
  disposeBlock(address);
});

test("disposing frees at once, does nothing the second time, and use afterwards is refused", () => {
  const address = heap.allocate(64);
  const buffer = bufferOf(address);
  disposeBlock(address);
  expect(isFree(address)).toBe(true);
  disposeBlock(address);
  expect(() => blockOf(buffer)).toThrow(/given back by dispose/);
  expect(() => bufferOf(address)).toThrow(/is free already/);
});

test("a message's hold outlives its sender's", () => {
  const address = heap.allocate(64);
  bufferOf(address);
  retain(address);
  disposeBlock(address);
  expect(isFree(address)).toBe(false);
  release(address);
  expect(() => release(address)).toThrow(/is free already/);
});

test("a block that somebody holds cannot be freed under him", () => {
  const address = heap.allocate(64);
  bufferOf(address);
  expect(() => heap.free(address)).toThrow(/is held by a thread or a message/);
  disposeBlock(address);
});

test("a kept subarray keeps the memory; when the last view is collected it is free", async () => {
  const address = heap.allocate(800);
  let view: Float64Array | undefined = (() => new Float64Array(bufferOf(address), address, 100).subarray(50))();
  await collect();
  expect(isFree(address)).toBe(false);
  expect(view[0]).toBe(0);
  view = undefined;
  await expect.poll(() => collect().then(() => isFree(address)), { timeout: 20_000 }).toBe(true);
});

test("many arrays made and dropped leave nothing behind", async () => {
  const before = heap.stats().used;
  for (let i = 0; i < 300; i++) {
    const address = heap.allocate(100_000, { zero: false });
    bufferOf(address);
  }
  await expect.poll(() => collect().then(() => heap.stats().used), { timeout: 20_000 }).toBeLessThan(before + 100_000);
});

test("arrays of more than the heap in all, made and dropped turn by turn, do not exhaust it", async () => {
  for (let i = 0; i < 2_500; i++) {
    bufferOf(heap.allocate(2_000_000, { zero: false }));
    await setImmediate();
  }
  expect(heap.stats().capacity).toBeLessThan(2 ** 31);
});

test("what a dead thread held is given back when it is reaped, once", async () => {
  await collect(); // what earlier tests dropped must not go in between
  const before = heap.stats();
  const thread = start({ part: "keep" });
  const dead = await thread.next<number>();
  await thread.terminate();
  expect(heap.stats().used).toBeGreaterThan(before.used + 1_000_000);
  reap(dead);
  reap(dead);
  expect(heap.stats()).toMatchObject({ used: before.used, blocks: before.blocks });
});

test("a thread cannot reap itself, or what is no thread", () => {
  expect(() => reap(currentThread())).toThrow(/is this thread, which lives/);
  for (const wrong of [0, -1, 1.5]) expect(() => reap(wrong)).toThrow(RangeError);
});

test("a thread that has a heap adopts no other", () => {
  expect(() => adoptHeap(shareHeap())).toThrow(/has a heap already/);
});
