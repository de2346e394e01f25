// The steps of a table of names that a death must not split, and another thread must not come between: a hold is noted
// at a word, or moves to another, if nobody has changed the table since it was read. Under the heap's lock, and like the
// allocator's functions without loop or call.

import { Answer, giveLock, takeLock } from "./allocator.ts";
import { atomicAdd, type Code, different, drop, give, i32, load, store, subtract, when } from "./instructions.ts";
import { Block, QUAD } from "./layout.ts";
import { type Variable, wasmFunction } from "./wasm-module.ts";

export interface NameFunctions {
  /**
   * Counts one hold more of the block at `address`, which has one, and notes it at the word at `slot`.
   * @returns `done`, `busy`, or `stale` if the word at `version` is not `expected`; it is the next number afterwards
   */
  noteHold(version: number, expected: number, address: number, slot: number): number;
  /** Moves the hold that the word at `from` notes to the word at `to`. @returns as `noteHold` */
  moveHold(version: number, expected: number, from: number, to: number): number;
}

const next = (version: Variable, expected: Variable): Code[] => [
  takeLock,
  when(different(load(version.get), expected.get), [giveLock, give(i32(Answer.stale))]),
  // Atomic, since readers check it with an atomic exchange.
  drop(atomicAdd(version.get, i32(1))),
];

const noteHold = wasmFunction("noteHold", 4, true, ([version, expected, address, slot]) => [
  ...next(version, expected),
  drop(atomicAdd(subtract(address.get, i32(QUAD - Block.count)), i32(1))),
  store(slot.get, address.get),
  giveLock,
  i32(Answer.done),
]);

const moveHold = wasmFunction("moveHold", 4, true, ([version, expected, from, to]) => [
  ...next(version, expected),
  store(to.get, load(from.get)),
  store(from.get, i32(0)),
  giveLock,
  i32(Answer.done),
]);

export const nameFunctions = [noteHold, moveHold];
