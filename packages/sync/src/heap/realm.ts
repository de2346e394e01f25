// This thread's side of the heap: the memory, the allocator instantiated on it, and the thread's own number.
//
// It hangs on `globalThis`, not on this module: a program can hold two copies of @mp/sync (a bundle and a package, a
// source tree and its build), and they must find one heap.

import { type Allocator, allocatorFunctions } from "./allocator.ts";
import type { Hold } from "./blocks.ts";
import { Block, FIRST, Header, LAYOUT, MAGIC, USED } from "./layout.ts";
import { type NameFunctions, nameFunctions } from "./name-functions.ts";
import { type PermitFunctions, permitFunctions } from "./permit-functions.ts";
import { encodeModule } from "./wasm-module.ts";

/** What another thread needs to use this heap; survives structured clone. */
export interface HeapHandle {
  readonly layout: number;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
}

/** One thread's state. */
export interface Realm {
  readonly layout: number;
  readonly memory: WebAssembly.Memory;
  readonly module: WebAssembly.Module;
  readonly allocator: Allocator & PermitFunctions & NameFunctions;
  /** This thread's number in the heap. */
  readonly thread: number;
  words: Int32Array<SharedArrayBuffer>;
  /** What this thread holds, by address. */
  readonly holds: Map<number, Hold>;
  /** Whose memory a buffer keeps alive. */
  readonly buffers: WeakMap<ArrayBufferLike, Hold>;
  /** Words of this thread's holdings that note nothing. */
  readonly freeSlots: number[];
  /** How many slots it has in all. */
  slots: number;
  /** Bytes of the blocks that it holds, and how many of them make a garbage collection due. */
  heldBytes: number;
  collectAt: number;
}

const key = Symbol.for("mp.heap");
const place = globalThis as { [key]?: Realm };

const INITIAL_PAGES = 16;
/** Address space is reserved for the maximum; a platform may refuse the larger ones. */
const MAXIMA = [65_536, 32_768, 16_384, 8_192, 4_096, 2_048];

/** Fewer bytes than these are not worth a collection. */
export const LEAST_BETWEEN_COLLECTIONS = 2 ** 28;

let current: Realm | undefined;

/** This thread's side of the heap, which is made when first asked for. */
export function realm(): Realm {
  current ??= found() ?? create();
  return current;
}

/** The handle to send to a new thread. */
export function shareHeap(): HeapHandle {
  const { layout, memory, module } = realm();
  return { layout, memory, module };
}

/**
 * Makes another thread's heap this thread's; to be called before anything here touches a heap.
 * @throws {Error} if this thread has a heap already, or the handle is of another version
 */
export function adoptHeap(handle: HeapHandle): void {
  if (current ?? found()) {
    throw new Error("adoptHeap: this thread has a heap already; adopt before anything is allocated");
  }
  checkLayout(handle.layout);
  const magic = new Int32Array(handle.memory.buffer)[Header.magic >>> 2];
  if (magic !== MAGIC) throw new Error(`adoptHeap: the memory is no heap of this version (its mark is ${magic})`);
  current = enter(handle.memory, handle.module);
}

/** Whether this thread has a heap yet: to look into it without making one. */
export const hasHeap = (): boolean => (current ?? found()) !== undefined;

function found(): Realm | undefined {
  const existing = place[key];
  if (existing) checkLayout(existing.layout);
  return existing;
}

function checkLayout(layout: number): void {
  if (layout !== LAYOUT) {
    throw new Error(
      `@mp/sync: this copy has heap layout ${LAYOUT} and the program's heap ${layout}; install one version of the @mp packages`,
    );
  }
}

function create(): Realm {
  const memory = reserve();
  const words = new Int32Array(memory.buffer);
  // An empty heap: the sentinel alone. `extend` then makes the rest one free block.
  words[(FIRST + Block.mark) >>> 2] = FIRST ^ USED;
  words[Header.end >>> 2] = FIRST;
  words[Header.magic >>> 2] = MAGIC;
  const made = enter(
    memory,
    new WebAssembly.Module(encodeModule([...allocatorFunctions, ...permitFunctions, ...nameFunctions])),
  );
  made.allocator.extend();
  return made;
}

function reserve(): WebAssembly.Memory {
  let refusal: unknown;
  for (const maximum of MAXIMA) {
    try {
      return new WebAssembly.Memory({ shared: true, initial: INITIAL_PAGES, maximum });
    } catch (error) {
      refusal = error;
    }
  }
  throw new Error(
    "heap: this platform gives no shared memory; a page has to be cross-origin isolated (COOP same-origin, COEP require-corp)",
    { cause: refusal },
  );
}

function enter(memory: WebAssembly.Memory, module: WebAssembly.Module): Realm {
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const words = new Int32Array(memory.buffer as unknown as SharedArrayBuffer);
  const made: Realm = {
    layout: LAYOUT,
    memory,
    module,
    allocator: instance.exports as unknown as Realm["allocator"],
    thread: Atomics.add(words, Header.threads >>> 2, 1) + 1,
    words,
    holds: new Map(),
    buffers: new WeakMap(),
    freeSlots: [],
    slots: 0,
    heldBytes: 0,
    collectAt: LEAST_BETWEEN_COLLECTIONS,
  };
  place[key] = made;
  return made;
}

/** mp's number of this thread: 1 for the one that made the heap. Not Node's `threadId`. */
export const currentThread = (): number => realm().thread;

/** The heap as 32-bit words, all of it: word `address >>> 2`. Ask again rather than keep it; the heap grows. */
export function words(): Int32Array<SharedArrayBuffer> {
  const here = current ?? realm();
  const view = here.words;
  return view.byteLength > endOf(view) ? view : refresh(here);
}

const endOf = (view: Int32Array): number => view[Header.end >>> 2]! >>> 0;

function refresh(here: Realm): Int32Array<SharedArrayBuffer> {
  const buffer = () => here.memory.buffer as unknown as SharedArrayBuffer;
  // V8 tells a thread of another's growth at its next interruption check; growing by nothing is one.
  if (buffer().byteLength <= endOf(here.words)) here.memory.grow(0);
  here.words = new Int32Array(buffer());
  return here.words;
}
