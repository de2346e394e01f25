// The program's table of names, in the heap: every thread finds the same blocks by it, at once.
//
// | word of the table | meaning                                                                        |
// |-------------------|--------------------------------------------------------------------------------|
// | version           | goes up with every change                                                      |
// | serials           | how many blocks were ever made; their numbers                                  |
//
// | word of a slot    | meaning                     | becomes it by             | leaves it by         |
// |-------------------|-----------------------------|---------------------------|----------------------|
// | 0                 | no block                    | creation, unlink          | publish              |
// | address           | this block, which the table | publish, if the version   | unlink, if the       |
// |                   | holds                       | is what it was            | version is what it was |
//
// No lock: a name is searched for, and what is then done about it is refused if the version is another by now. So a
// thread that dies anywhere leaves a table that is whole. Slots come in pages, each with the address of the next; a page
// is never given back.

import { bufferNoted, clearHold, hasNameTable, heap, nameTable, noteHold, words } from "@mp/sync/internal";
import type { BlockName } from "./block-name.ts";
import { hasName, nameOf, serialOf } from "./named-block.ts";

const VERSION = 0;
const SERIALS = 4;
const FIRST_PAGE = 16;

const NEXT = 0;
const SLOTS = 4;
const SLOTS_A_PAGE = 255;
const PAGE_BYTES = SLOTS + 4 * SLOTS_A_PAGE;

/** What was found for a name, which was so when the table had this version. */
interface Found {
  version: number;
  /** The block of that name, and where it is noted. */
  block: number | undefined;
  slot: number;
  /** A slot without a block, if there is any. */
  free: number | undefined;
}

const table = (): number => nameTable(() => heap.allocate(FIRST_PAGE + PAGE_BYTES));
const load = (address: number): number => Atomics.load(words(), address >>> 2) >>> 0;

/** A number for a new block. */
export const nextSerial = (): number => Atomics.add(words(), (table() + SERIALS) >>> 2, 1);

/** Shows each slot and the address in it to `visit`, until that returns true. */
function scan(visit: (slot: number, block: number) => boolean): void {
  for (let page = table() + FIRST_PAGE; page !== 0; page = load(page + NEXT)) {
    const view = words();
    for (let slot = page + SLOTS; slot < page + PAGE_BYTES; slot += 4) {
      if (visit(slot, Atomics.load(view, slot >>> 2) >>> 0)) return;
    }
  }
}

function find(name: BlockName): Found {
  const found: Found = { version: load(table() + VERSION), block: undefined, slot: 0, free: undefined };
  const view = words();
  scan((slot, block) => {
    if (block === 0) found.free ??= slot;
    else if (hasName(view, block, name)) Object.assign(found, { block, slot });
    return found.block !== undefined;
  });
  return found;
}

/** Whether nothing has changed since. An exchange, which unlike a load comes after what was read before it. */
function stillTrue(version: number): boolean {
  return Atomics.compareExchange(words(), (table() + VERSION) >>> 2, version, version) >>> 0 === version;
}

/** Whether a block has this name. */
export function isTaken(name: BlockName): boolean {
  for (;;) {
    const { version, block } = find(name);
    if (stillTrue(version)) return block !== undefined;
  }
}

/**
 * Enters a block, which this thread holds and which nobody else knows. The table holds it from then on.
 * @returns whether it was entered; otherwise the name is taken
 */
export function publish(block: number, name: BlockName): boolean {
  for (;;) {
    const { version, block: present, free } = find(name);
    if (present !== undefined) {
      if (stillTrue(version)) return false;
    } else if (free === undefined) addPage();
    else if (noteHold(table() + VERSION, version, block, free)) return true;
  }
}

/**
 * Holds the block of a name.
 * @returns the block and the buffer that keeps it, as `bufferOf` makes; nothing if there is no such name
 */
export function open(name: BlockName): { block: number; buffer: SharedArrayBuffer } | undefined {
  for (;;) {
    const { version, block } = find(name);
    if (block === undefined) {
      if (stillTrue(version)) return undefined;
      continue;
    }
    const buffer = bufferNoted(table() + VERSION, version, block);
    if (buffer) return { block, buffer };
  }
}

/**
 * Takes a name from the block with this serial number, which the table then no longer holds.
 * @returns whether it had the name; another block may have it now
 */
export function unlink(name: BlockName, serial: number): boolean {
  for (;;) {
    const { version, block, slot } = find(name);
    if (block === undefined || serialOf(block) !== serial) {
      if (stillTrue(version)) return false;
    } else if (clearHold(table() + VERSION, version, slot)) return true;
  }
}

/** The names that there are, in no order. Where there is no table it makes none. */
export function names(): string[] {
  if (!hasNameTable()) return [];
  for (;;) {
    const version = load(table() + VERSION);
    const present: string[] = [];
    scan((_, block) => {
      if (block !== 0) present.push(nameOf(block));
      return false;
    });
    if (stillTrue(version)) return present;
  }
}

function addPage(): void {
  let last = table() + FIRST_PAGE;
  for (let next = load(last + NEXT); next !== 0; next = load(last + NEXT)) last = next;
  const page = heap.allocate(PAGE_BYTES);
  // Another thread may have been first, and its page has room.
  if (Atomics.compareExchange(words(), (last + NEXT) >>> 2, 0, page) !== 0) heap.free(page);
}
