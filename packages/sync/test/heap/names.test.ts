import { expect, test } from "vitest";
import {
  blockOf,
  bufferNoted,
  bufferOf,
  clearHold,
  disposeBuffer,
  hasNameTable,
  heap,
  letGoBuffer,
  nameTable,
  noteHold,
  whileHeld,
  words,
} from "../../src/internal.ts";

const place = () => ({ version: heap.allocate(16), slot: heap.allocate(16) });
test("the table of names is made once, and whoever comes later gets the first", () => {
  expect(hasNameTable()).toBe(false);
  const first = nameTable(() => heap.allocate(64));
  expect(nameTable(() => heap.allocate(64))).toBe(first);
  expect(hasNameTable()).toBe(true);
});

test("a noted hold keeps the block until it is cleared", () => {
  const { version, slot } = place();
  const block = heap.allocate(64);
  const buffer = bufferOf(block);
  expect(noteHold(version, 0, block, slot)).toBe(true);
  disposeBuffer(buffer);
  expect(words()[slot >>> 2]! >>> 0).toBe(block);
  expect(words()[version >>> 2]).toBe(1);
  disposeBuffer(bufferOf(block)); // it is there still

  expect(clearHold(version, 1, slot)).toBe(true);
  expect(words()[slot >>> 2]).toBe(0);
  expect(() => bufferOf(block)).toThrow(/is free already/);
});

test("nothing happens if the table has changed since it was read", () => {
  const { version, slot } = place();
  const block = heap.allocate(64);
  const buffer = bufferOf(block);
  expect(noteHold(version, 7, block, slot)).toBe(false);
  expect(bufferNoted(version, 7, block)).toBeUndefined();
  expect(noteHold(version, 0, block, slot)).toBe(true);
  expect(clearHold(version, 0, slot)).toBe(false);
  expect([words()[slot >>> 2]! >>> 0, words()[version >>> 2]]).toEqual([block, 1]);
  expect(clearHold(version, 1, slot)).toBe(true);
  disposeBuffer(buffer);
  expect(() => bufferOf(block)).toThrow(/is free already/);
});

test("a new block is held while it is made ready, and freed if nobody keeps it, or making it fails", () => {
  const [kept, left, failed] = [heap.allocate(64), heap.allocate(64), heap.allocate(64)];
  expect(blockOf(whileHeld(kept, () => bufferOf(kept)))).toBe(kept);
  expect(whileHeld(left, () => 5)).toBe(5);
  expect(() => whileHeld(failed, () => JSON.parse("{"))).toThrow(SyntaxError);
  for (const block of [left, failed]) expect(() => bufferOf(block)).toThrow(/is free already/);
  disposeBuffer(bufferOf(kept));
  expect(() => whileHeld(kept, () => 5)).toThrow(/is free already/);
});

test("a buffer that is let go ends the hold unless another buffer keeps it", () => {
  const { version, slot } = place();
  const block = heap.allocate(64);
  const first = bufferOf(block);
  noteHold(version, 0, block, slot);
  const second = bufferNoted(version, 1, block)!;
  clearHold(version, 2, slot);
  letGoBuffer(first);
  letGoBuffer(first);
  expect(blockOf(second)).toBe(block);
  letGoBuffer(second);
  expect(() => blockOf(second)).toThrow(/given back/);
  expect(() => bufferOf(block)).toThrow(/is free already/);
});
