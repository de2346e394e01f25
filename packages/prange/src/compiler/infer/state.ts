// What is known of every variable at one point of a function.

import type { Variable } from "../hir.ts";
import type { Extent } from "./number-facts.ts";
import { isWithinValue, join, type Value, widenValue } from "./value.ts";

/** `"unset"` is a declared variable that may not have been given a value; `"mixed"` has values of different types. */
export type Known = Value | "unset" | "mixed";

/** What is known of the variables; undefined is a point that is never reached. */
export type State = ReadonlyMap<Variable, Known> | undefined;

function combine(a: Known, b: Known, values: (a: Value, b: Value) => Value | undefined): Known {
  if (a === "unset" || b === "unset") return "unset";
  if (a === "mixed" || b === "mixed") return "mixed";
  return values(a, b) ?? "mixed";
}

function combineStates(a: State, b: State, values: (a: Value, b: Value) => Value | undefined): State {
  if (a === undefined) return b;
  if (b === undefined) return a;
  const result = new Map<Variable, Known>();
  for (const [variable, known] of a) {
    // A variable of one side only is out of scope where the two meet.
    const other = b.get(variable);
    if (other !== undefined) result.set(variable, combine(known, other, values));
  }
  return result;
}

/** What holds wherever `a` or `b` holds. */
export function joinStates(a: State, b: State): State {
  return combineStates(a, b, join);
}

/** Like `joinStates`, in larger steps. */
export function widenStates(previous: State, next: State): State {
  return combineStates(previous, next, widenValue);
}

/** Whether nothing is possible in `a` that is not in `b`. */
export function isWithinState(a: State, b: State): boolean {
  if (a === undefined) return true;
  if (b === undefined) return false;
  for (const [variable, known] of b) {
    const other = a.get(variable);
    if (other === undefined || known === "unset" || known === other) continue;
    if (other === "unset") return false;
    if (known === "mixed") continue;
    if (other === "mixed") return false;
    if (!isWithinValue(other, known)) return false;
  }
  return true;
}

/** The state without what it says of `extents`, which are about to stand for other lengths. */
export function forget(state: ReadonlyMap<Variable, Known>, extents: readonly Extent[]): ReadonlyMap<Variable, Known> {
  const result = new Map(state);
  for (const [variable, known] of state) {
    if (typeof known === "string" || known.kind !== "number") continue;
    const stale =
      known.below.some((extent) => extents.includes(extent)) || (known.extent && extents.includes(known.extent));
    if (stale) {
      const below = known.below.filter((extent) => !extents.includes(extent));
      result.set(variable, { ...known, below, extent: undefined });
    }
  }
  return result;
}
