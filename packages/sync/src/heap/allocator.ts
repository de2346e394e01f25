// The allocator: the WebAssembly functions that take blocks from the heap and give them back.
//
// They are WebAssembly, without a loop or a call, for one reason: V8 stops a terminated thread only at the entry of a
// function or at the head of a loop. So a thread that dies does so before or after one of these functions, never
// inside: the heap's lock is never left taken, and no list is ever found half changed.
//
// The lock is tried once. Who does not get it is told `BUSY` and waits outside (`Heap`).

import { FreeLists } from "./free-lists.ts";
import {
  add,
  and,
  atLeast,
  atomicAdd,
  atomicCompareExchange,
  atomicExchange,
  below,
  type Code,
  different,
  drop,
  equal,
  give,
  i32,
  load,
  memoryCopy,
  memoryFill,
  memoryPages,
  notifyAll,
  or,
  shiftLeft,
  store,
  subtract,
  when,
  xor,
} from "./instructions.ts";
import { Block, FIRST, FREE, Header, QUAD, SMALLEST, USED, WATCHED, Watched } from "./layout.ts";
import { type Variable, wasmFunction } from "./wasm-module.ts";

/** What the functions answer instead of an address, which is a multiple of 16. */
export const Answer = { done: 0, busy: 1, none: 2, alreadyFree: 3, noBlock: 4, held: 5, stale: 6 } as const;

/** The module's exports. Addresses and sizes are unsigned 32-bit; results come back signed. */
export interface Allocator {
  /**
   * A block of `size` bytes, header included, whose user address is a multiple of `align`. One with a `kind` is zeroed,
   * held once and put in the list of watched blocks.
   * @returns the user's address, `Answer.busy` or `Answer.none`
   */
  allocate(size: number, align: number, kind: number): number;
  /**
   * Ends one hold (`counted` 1), or a block nobody counts (`counted` 0), and clears the word at `slot` if not 0.
   * Who ends the last hold frees the block.
   */
  release(address: number, counted: number, slot: number): number;
  /** Counts one hold more and notes it at `slot` if not 0. @returns `done`, or what is wrong with the address */
  hold(address: number, slot: number): number;
  /** Takes over the pages that the memory has grown by. */
  extend(): number;
  /** The watched block behind `address` (0: the first) with one hold more; 0 at the end, or `Answer.busy`. */
  nextWatched(address: number): number;
  fill(address: number, byte: number, length: number): void;
  copy(to: number, from: number, length: number): void;
}

const lock = i32(Header.lock);
// All sleepers: the next to take the lock would not know about those left.
export const giveLock = when(equal(atomicExchange(lock, i32(0)), i32(2)), [notifyAll(lock)]);
/** The last quad of the memory as this thread knows it; 65,536 pages wrap to 0, and 0 - 16 is right all the same. */
const lastQuad = subtract(shiftLeft(memoryPages, i32(16)), i32(QUAD));
const heapEnd = load(i32(0), Header.end);
export const takeLock: Code = [
  ...when(atomicCompareExchange(lock, i32(0), i32(1)), [give(i32(Answer.busy))]),
  // Another thread may have grown the memory since this function was entered; where accesses are checked against a
  // size that V8 refreshes on entry only, going on would trap and leave the lock taken.
  ...when(below(lastQuad, heapEnd), [giveLock, give(i32(Answer.busy))]),
];

const mark = (block: Code, what: number): Code => store(block, xor(block, i32(what)), Block.mark);
const hasMark = (block: Code, what: number): Code => equal(load(block, Block.mark), xor(block, i32(what)));
const sizeOf = (block: Code): Code => and(load(block, Block.size), i32(-QUAD));
const count = (header: number, change: Code): Code => store(i32(0), add(load(i32(0), header), change), header);
const negative = (value: Code): Code => subtract(i32(0), value);

const link = (address: Variable, kind: Variable, head: Variable): Code[] => [
  head.set(load(i32(0), Header.watched)),
  store(address.get, kind.get, Watched.kind),
  store(address.get, head.get, Watched.next),
  when(head.get, [store(head.get, address.get, Watched.previous)]),
  store(i32(0), address.get, Header.watched),
];

const unlink = (address: Variable, next: Variable, previous: Variable): Code[] => [
  next.set(load(address.get, Watched.next)),
  previous.set(load(address.get, Watched.previous)),
  when(next.get, [store(next.get, previous.get, Watched.previous)]),
  when(previous.get, [store(previous.get, next.get, Watched.next)], [store(i32(0), next.get, Header.watched)]),
];

const allocate = wasmFunction("allocate", 3, true, ([size, align, kind], variables) => {
  const lists = new FreeLists(variables);
  const [block, available, address, gap, rest] = Array.from({ length: 5 }, () => variables.next());
  const user = (b: Variable) => add(b.get, i32(QUAD));
  return [
    takeLock,
    // A gap in front of an aligned address has to be empty or large enough for a block of its own.
    rest.set(size.get),
    when(below(i32(QUAD), align.get), [rest.set(add(size.get, add(align.get, i32(SMALLEST))))]),
    lists.find(rest.get, block),
    when(equal(block.get, i32(0)), [giveLock, give(i32(Answer.none))]),
    available.set(load(block.get, Block.size)),
    lists.remove(block.get, available.get),

    address.set(and(add(user(block), subtract(align.get, i32(1))), negative(align.get))),
    gap.set(subtract(address.get, user(block))),
    when(gap.get, [
      when(below(gap.get, i32(SMALLEST)), [gap.set(add(gap.get, align.get))]),
      // The front stays a free block; what follows is a new one.
      store(block.get, gap.get, Block.size),
      lists.insert(block.get, gap.get),
      rest.set(block.get),
      block.set(add(block.get, gap.get)),
      store(block.get, rest.get, Block.previous),
      available.set(subtract(available.get, gap.get)),
      store(add(block.get, available.get), block.get, Block.previous),
    ]),

    rest.set(subtract(available.get, size.get)),
    when(atLeast(rest.get, i32(SMALLEST)), [
      gap.set(add(block.get, size.get)), // the block that is split off
      store(gap.get, rest.get, Block.size),
      store(gap.get, block.get, Block.previous),
      mark(gap.get, FREE),
      store(add(gap.get, rest.get), gap.get, Block.previous),
      lists.insert(gap.get, rest.get),
      available.set(size.get),
    ]),

    store(block.get, available.get, Block.size),
    // A watched block is held from birth: a reaper that walks past it must not end the last hold.
    store(block.get, different(kind.get, i32(0)), Block.count),
    mark(block.get, USED),
    count(Header.usedBytes, available.get),
    count(Header.usedBlocks, i32(1)),
    address.set(user(block)),
    when(kind.get, [
      store(block.get, or(available.get, i32(WATCHED)), Block.size),
      memoryFill(address.get, i32(0), subtract(available.get, i32(QUAD))),
      ...link(address, kind, rest),
    ]),
    giveLock,
    address.get,
  ];
});

/** Answers with what is wrong about `address`, before and under the lock. */
const refuseOutside = (address: Variable): Code =>
  when(or(and(address.get, i32(QUAD - 1)), or(below(address.get, i32(FIRST + QUAD)), atLeast(address.get, heapEnd))), [
    give(i32(Answer.noBlock)),
  ]);

const release = wasmFunction("release", 3, true, ([address, counted, slot], variables) => {
  const lists = new FreeLists(variables);
  const [block, size, neighbour, other] = Array.from({ length: 4 }, () => variables.next());
  return [
    refuseOutside(address),
    block.set(subtract(address.get, i32(QUAD))),
    takeLock,
    when(hasMark(block.get, FREE), [giveLock, give(i32(Answer.alreadyFree))]),
    when(different(load(block.get, Block.mark), xor(block.get, i32(USED))), [giveLock, give(i32(Answer.noBlock))]),
    when(
      counted.get,
      [
        when(equal(load(block.get, Block.count), i32(0)), [giveLock, give(i32(Answer.alreadyFree))]),
        when(slot.get, [store(slot.get, i32(0))]),
        // Atomic, since a holder may hand the block on meanwhile.
        when(different(atomicAdd(add(block.get, i32(Block.count)), i32(-1)), i32(1)), [
          giveLock,
          give(i32(Answer.done)),
        ]),
      ],
      [when(load(block.get, Block.count), [giveLock, give(i32(Answer.held))])],
    ),

    size.set(sizeOf(block.get)),
    count(Header.usedBytes, negative(size.get)),
    count(Header.usedBlocks, i32(-1)),
    when(and(load(block.get, Block.size), i32(WATCHED)), unlink(address, neighbour, other)),
    mark(block.get, FREE),

    neighbour.set(add(block.get, size.get)),
    when(hasMark(neighbour.get, FREE), [
      other.set(load(neighbour.get, Block.size)),
      lists.remove(neighbour.get, other.get),
      size.set(add(size.get, other.get)),
    ]),
    neighbour.set(load(block.get, Block.previous)),
    when(neighbour.get, [
      when(hasMark(neighbour.get, FREE), [
        other.set(load(neighbour.get, Block.size)),
        lists.remove(neighbour.get, other.get),
        size.set(add(size.get, other.get)),
        block.set(neighbour.get),
      ]),
    ]),
    store(block.get, size.get, Block.size),
    store(add(block.get, size.get), block.get, Block.previous),
    lists.insert(block.get, size.get),
    giveLock,
    i32(Answer.done),
  ];
});

const hold = wasmFunction("hold", 2, true, ([address, slot], variables) => {
  const block = variables.next();
  return [
    refuseOutside(address),
    block.set(subtract(address.get, i32(QUAD))),
    when(hasMark(block.get, FREE), [give(i32(Answer.alreadyFree))]),
    when(different(load(block.get, Block.mark), xor(block.get, i32(USED))), [give(i32(Answer.noBlock))]),
    drop(atomicAdd(add(block.get, i32(Block.count)), i32(1))),
    when(slot.get, [store(slot.get, address.get)]),
    i32(Answer.done),
  ];
});

const extend = wasmFunction("extend", 0, true, (_, variables) => {
  const lists = new FreeLists(variables);
  const [block, end, size, previous] = Array.from({ length: 4 }, () => variables.next());
  return [
    takeLock,
    block.set(heapEnd),
    end.set(lastQuad),
    when(below(block.get, end.get), [
      size.set(subtract(end.get, block.get)),
      mark(block.get, FREE), // the old sentinel is the new block's header
      previous.set(load(block.get, Block.previous)),
      when(previous.get, [
        when(hasMark(previous.get, FREE), [
          lists.remove(previous.get, load(previous.get, Block.size)),
          size.set(add(size.get, load(previous.get, Block.size))),
          block.set(previous.get),
        ]),
      ]),
      store(block.get, size.get, Block.size),
      store(end.get, i32(0), Block.size),
      store(end.get, block.get, Block.previous),
      mark(end.get, USED),
      lists.insert(block.get, size.get),
      store(i32(0), end.get, Header.end),
    ]),
    giveLock,
    i32(Answer.done),
  ];
});

const nextWatched = wasmFunction("nextWatched", 1, true, ([address], variables) => {
  const next = variables.next();
  return [
    takeLock,
    next.set(load(i32(0), Header.watched)),
    when(address.get, [next.set(load(address.get, Watched.next))]),
    // The hold keeps the block, and so its place in the list, while the caller looks at it.
    when(next.get, [drop(atomicAdd(subtract(next.get, i32(QUAD - Block.count)), i32(1)))]),
    giveLock,
    next.get,
  ];
});

const fill = wasmFunction("fill", 3, false, ([address, byte, length]) => [
  memoryFill(address.get, byte.get, length.get),
]);

const copy = wasmFunction("copy", 3, false, ([to, from, length]) => [memoryCopy(to.get, from.get, length.get)]);

export const allocatorFunctions = [allocate, release, hold, extend, nextWatched, fill, copy];
