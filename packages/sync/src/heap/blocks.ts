// Blocks that are counted: each thread that has one holds it once, and so does each message that carries one.

import { collectSoon } from "#platform";
import { blockBytes, check, underLock } from "./heap.ts";
import { giveSlot, takeSlot } from "./holdings.ts";
import { LEAST_BETWEEN_COLLECTIONS, realm, words } from "./realm.ts";

/** This thread's hold of a block: one count in the heap, for as long as one of its tokens lives. */
export interface Hold {
  readonly address: number;
  /** The word of this thread's holdings that notes it. */
  readonly slot: number;
  readonly bytes: number;
  tokens: number;
  live: boolean;
}

// The garbage collector does not see how much memory hangs on a buffer: it counts shared memory as nothing. So each
// time a thread's holds have doubled since the last collection, one is asked for.
function countBytes(change: number): void {
  const here = realm();
  here.heldBytes += change;
  const due = Math.max(LEAST_BETWEEN_COLLECTIONS, 2 * here.heldBytes);
  if (change < 0) here.collectAt = Math.min(here.collectAt, due);
  else if (here.heldBytes >= here.collectAt) {
    here.collectAt = due;
    collectSoon();
  }
}

const collected = new FinalizationRegistry<Hold>(lose);

function lose(hold: Hold): void {
  hold.tokens--;
  if (hold.live && hold.tokens === 0) end(hold);
}

function end(hold: Hold): void {
  hold.live = false;
  countBytes(-hold.bytes);
  realm().holds.delete(hold.address);
  check(
    "dispose",
    hold.address,
    underLock((allocator) => allocator.release(hold.address, 1, hold.slot)),
  );
  giveSlot(hold.slot);
}

/**
 * Holds the block at `address` until `token` is collected, or `disposeBlock`.
 * @param born the block is new and counts this thread's hold already, as watched blocks do
 */
export function keepBlock(address: number, token: WeakKey, born = false): Hold {
  const { holds, allocator } = realm();
  let hold = holds.get(address);
  if (!hold) {
    const slot = takeSlot();
    if (born) Atomics.store(words(), slot >>> 2, address);
    else {
      const answer = allocator.hold(address, slot);
      if (answer !== 0) giveSlot(slot);
      check("bufferOf", address, answer);
    }
    hold = { address, slot, bytes: blockBytes(address), tokens: 0, live: true };
    holds.set(address, hold);
    countBytes(hold.bytes);
  }
  hold.tokens++;
  collected.register(token, hold, token);
  return hold;
}

/**
 * A buffer over the whole memory that keeps the block at `address` alive in this thread: every view on it, and every
 * view made from such a view, has this buffer.
 */
export function bufferOf(address: number): SharedArrayBuffer {
  // A clone is a new object on the same memory. `memory.buffer` itself is one object for all, and `grow(0)`, which
  // would make a new one, interrupts every thread.
  const buffer = structuredClone(words().buffer);
  realm().buffers.set(buffer, keepBlock(address, buffer));
  return buffer;
}

/**
 * The block that a buffer of `bufferOf` keeps.
 * @returns its address; nothing for any other buffer
 * @throws {TypeError} if the block was disposed
 */
export function blockOf(buffer: ArrayBufferLike): number | undefined {
  const hold = realm().buffers.get(buffer);
  if (hold && !hold.live) {
    throw new TypeError("this array's memory was given back by dispose(): it may hold other data by now");
  }
  return hold?.address;
}

/** Whether a buffer is one on the heap. */
export const isHeapBuffer = (buffer: ArrayBufferLike): boolean =>
  realm().buffers.has(buffer) || buffer === realm().memory.buffer || buffer === realm().words.buffer;

/** Ends this thread's hold now; buffers of it must not be used any more. Does nothing the second time. */
export function disposeBlock(address: number): void {
  const hold = realm().holds.get(address);
  if (hold) end(hold);
}

/** As {@link disposeBlock}, for the block that a buffer of `bufferOf` keeps. @returns whether it is such a buffer */
export function disposeBuffer(buffer: ArrayBufferLike): boolean {
  const hold = realm().buffers.get(buffer);
  if (hold?.live) end(hold);
  return hold !== undefined;
}

/** Does now what happens when a buffer of `bufferOf` is collected: the hold ends unless another buffer keeps it. */
export function letGoBuffer(buffer: ArrayBufferLike): void {
  const hold = realm().buffers.get(buffer);
  if (hold) letGo(hold, buffer);
}

/** Does now what happens when `token` is collected: the hold ends unless another token keeps it. */
export function letGo(hold: Hold, token: WeakKey): void {
  if (collected.unregister(token)) lose(hold);
}

/** One hold more, by no thread: a message in flight has it. */
export const retain = (address: number): void => check("retain", address, realm().allocator.hold(address, 0));

/** One hold less; the last one frees the block. */
export const release = (address: number): void =>
  check(
    "release",
    address,
    underLock((allocator) => allocator.release(address, 1, 0)),
  );
