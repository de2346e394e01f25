// The steps of a semaphore that a death must not split: a permit changes hands and is noted in one of these functions,
// which like the allocator's have neither loop nor call.

import {
  add,
  atLeast,
  atomicAdd,
  atomicCompareExchange,
  atomicExchange,
  atomicLoad,
  different,
  drop,
  give,
  i32,
  isZero,
  load,
  store,
  subtract,
  when,
} from "./instructions.ts";
import { wasmFunction } from "./wasm-module.ts";

/** What the functions answer. */
export const PermitAnswer = { refused: 0, done: 1, again: 2 } as const;

export interface PermitFunctions {
  /** Takes a permit from the word at `value` and notes it at `count`; `refused` if there is none. */
  takePermit(value: number, count: number): number;
  /** Gives one back, and takes it off the note if there is one; `refused` if the value is `most` already. */
  givePermit(value: number, count: number, most: number): number;
  /** Gives all that is noted at `count` back. @returns how many permits that was */
  givePermits(value: number, count: number): number;
}

const takePermit = wasmFunction("takePermit", 2, true, ([value, count], variables) => {
  const seen = variables.next();
  return [
    seen.set(atomicLoad(value.get)),
    when(isZero(seen.get), [give(i32(PermitAnswer.refused))]),
    when(different(atomicCompareExchange(value.get, seen.get, subtract(seen.get, i32(1))), seen.get), [
      give(i32(PermitAnswer.again)),
    ]),
    store(count.get, add(load(count.get), i32(1))),
    i32(PermitAnswer.done),
  ];
});

const givePermit = wasmFunction("givePermit", 3, true, ([value, count, most], variables) => {
  const seen = variables.next();
  return [
    seen.set(atomicLoad(value.get)),
    when(atLeast(seen.get, most.get), [give(i32(PermitAnswer.refused))]),
    when(different(atomicCompareExchange(value.get, seen.get, add(seen.get, i32(1))), seen.get), [
      give(i32(PermitAnswer.again)),
    ]),
    when(load(count.get), [store(count.get, subtract(load(count.get), i32(1)))]),
    i32(PermitAnswer.done),
  ];
});

const givePermits = wasmFunction("givePermits", 2, true, ([value, count], variables) => {
  const noted = variables.next();
  return [noted.set(atomicExchange(count.get, i32(0))), drop(atomicAdd(value.get, noted.get)), noted.get];
});

export const permitFunctions = [takePermit, givePermit, givePermits];
