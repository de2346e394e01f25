// Refuses parallel loops of which two iterations might meet in one array element that at least one of them writes.

import { RaceError } from "../../errors.ts";
import { textOf } from "../bind/context.ts";
import type { Instance } from "../infer/inference.ts";
import { type Access, accessesIn } from "./accesses.ts";
import { initialisersIn } from "./arrays.ts";
import { dependencies } from "./dependencies.ts";
import { type Iterations, type Meeting, meeting } from "./disjoint.ts";
import { iterationsOf } from "./iterations.ts";
import type { ParallelLoop } from "./parallel-loops.ts";

/** @throws RaceError for an element of which nothing says that one iteration only writes it, and no other reads it */
export function refuseRaces(instance: Instance, parallel: ParallelLoop): void {
  const iterations = iterationsOf(instance, parallel);
  const accesses = accessesIn(instance, parallel, iterations.symbols, iterations.variable);
  const check = (write: Access, other: Access) => {
    const found = meetingOf(iterations, write, other);
    if (found !== "never") refuse(instance, iterations, parallel, write, other, found);
  };
  const writes = accesses.filter((access) => access.writes);
  for (const write of writes) check(write, write);
  for (const write of writes)
    for (const other of accesses) if (other !== write && other.root === write.root) check(write, other);
}

/**
 * The pairs of parameters of which one is written, and which may be the very same array without a race: a call that passes
 * other arrays that overlap is to run serially.
 */
export function inPlacePairs(instance: Instance, loops: readonly ParallelLoop[]): (readonly [number, number])[] {
  const pairs = new Map<string, { pair: readonly [number, number]; safe: boolean }>();
  for (const parallel of loops) {
    const iterations = iterationsOf(instance, parallel);
    const accesses = accessesIn(instance, parallel, iterations.symbols, iterations.variable);
    for (const write of accesses) {
      for (const other of accesses) {
        const [a, b] = [write, other].map(({ root }) => ("name" in root ? root.parameter : undefined));
        if (!write.writes || a === undefined || b === undefined || a === b) continue;
        const pair = [Math.min(a, b), Math.max(a, b)] as const;
        const known = pairs.get(pair.join()) ?? { pair, safe: true };
        pairs.set(pair.join(), known);
        known.safe &&= write.indices.length === other.indices.length && meetingOf(iterations, write, other) === "never";
      }
    }
  }
  return [...pairs.values()].filter(({ safe }) => safe).map(({ pair }) => pair);
}

/** The number parameters that indices are made of: where one is no integer, iterations are not kept apart. */
export function wholeNumbers(instance: Instance, loops: readonly ParallelLoop[]): number[] {
  const { parameters } = instance.bound;
  const keys = loops.flatMap((parallel) => {
    const { symbols, variable } = iterationsOf(instance, parallel);
    const accesses = accessesIn(instance, parallel, symbols, variable);
    const indices = accesses.flatMap((access) => access.indices.filter((index) => index !== undefined));
    return [...symbols.keysIn(indices)];
  });
  return parameters.flatMap((parameter, index) => (keys.includes(parameter) ? [index] : []));
}

/** What is known of two iterations that meet: they do so only if they meet along every axis. */
function meetingOf(iterations: Iterations, a: Access, b: Access): "never" | Meeting {
  const found: Meeting[] = [];
  for (const [axis, index] of a.indices.entries()) {
    const other = b.indices[axis];
    if (index === undefined || other === undefined) continue;
    const along = meeting(iterations, index, other);
    if (along === "never") return "never";
    found.push(along);
  }
  // Later than itself by one axis and earlier by another: it is the same iteration.
  const orders = new Set(found.map(({ order }) => order));
  if (orders.has("later") && orders.has("earlier")) return "never";
  return found.find(({ apart }) => apart !== undefined) ?? {};
}

/** Whether the element that is written has nothing to do with the iteration. */
function isForAll(instance: Instance, { symbols }: Iterations, { loop }: ParallelLoop, write: Access): boolean {
  if (write.indices.every((index) => index !== undefined && symbols.varyingIn(index).size === 0)) return true;
  if (write.at.kind === "call") return false;
  const follows = dependencies(loop.body, new Set([loop.variable]), initialisersIn(instance.bound.body));
  return follows.ofView(write.array).size === 0 && write.chosenBy.every((index) => follows.of(index).size === 0);
}

function refuse(
  instance: Instance,
  iterations: Iterations,
  parallel: ParallelLoop,
  write: Access,
  other: Access,
  { apart }: Meeting,
): never {
  const { text } = instance.bound;
  const variable = parallel.loop.variable.name;
  const isOwn = (access: Access) => access.at.kind !== "call";
  const place = isOwn(other) && !other.writes ? other.access : other.at;
  const what = textOf(instance.bound, (isOwn(other) ? other.access : other.at).span);
  const name = isOwn(write)
    ? textOf(instance.bound, write.array.span)
    : "name" in write.root
      ? write.root.name
      : "an array";
  const allow = '{ races: "allow" } compiles it as it is';
  if (write === other && isForAll(instance, iterations, parallel, write)) {
    throw new RaceError({
      reason: `iterations of the parallel loop write to the same elements of ${name}: the index does not follow from ${variable}`,
      remedy: `Index with ${variable}, use an array made inside the loop, or a scalar reduction; ${allow}.`,
      text,
      span: write.at.span,
    });
  }
  if (write === other) {
    throw new RaceError({
      reason: `iterations of the parallel loop may write to the same elements of ${name}: nothing says that ${what} is another one for each ${variable}`,
      remedy: `Index with ${variable} itself, make its factors integers (w | 0), give each iteration an array or a row of its own and add these up afterwards, or loop over range; ${allow}.`,
      text,
      span: write.at.span,
    });
  }
  throw new RaceError({
    reason:
      apart === undefined
        ? `${what} may be an element that another iteration writes, as ${textOf(instance.bound, write.at.span)}`
        : `${what} is written by another iteration, ${Math.abs(apart)} ${apart > 0 ? "later" : "earlier"}`,
    remedy: `Write into another array, or loop over range; ${allow}.`,
    text,
    span: place.span,
  });
}
