// The types of values, with what is known of them.

import type { ElementType } from "../program.ts";
import { type Extent, isWithin, joinNumbers, type NumberFacts, widen } from "./number-facts.ts";

/** Where the elements of an array come from: an argument of this index, or memory of the function itself. */
type Origin = number | "local";

export interface BooleanValue {
  readonly kind: "boolean";
}
interface ArrayValue {
  readonly kind: "array";
  readonly element: ElementType;
  readonly extent: Extent;
  readonly origin: Origin;
}
export interface NdarrayValue {
  readonly kind: "ndarray";
  readonly element: ElementType;
  readonly extents: readonly Extent[];
  readonly origin: Origin;
}
/** `.shape` of an ndarray. */
interface ShapeValue {
  readonly kind: "shape";
  readonly extents: readonly Extent[];
}
/** What a function returns that returns nothing. */
export interface Nothing {
  readonly kind: "nothing";
}

export type Value = NumberFacts | BooleanValue | ArrayValue | NdarrayValue | ShapeValue | Nothing;

export const boolean: BooleanValue = { kind: "boolean" };
export const nothing: Nothing = { kind: "nothing" };

/** Whether a variable of this type may be assigned to: an array's variable is one name for one array. */
export function isScalar(value: Value): value is NumberFacts | BooleanValue {
  return value.kind === "number" || value.kind === "boolean";
}

/** All values of both, or undefined if they have different types. */
export function join(a: Value, b: Value): Value | undefined {
  if (a.kind === "number" && b.kind === "number") return joinNumbers(a, b);
  if (a.kind !== b.kind) return undefined;
  return isScalar(a) || a.kind === "nothing" || sameArray(a, b) ? a : undefined;
}

/** Like `join`, but takes larger steps, so that a loop's values are found in few rounds. */
export function widenValue(previous: Value, next: Value): Value | undefined {
  return previous.kind === "number" && next.kind === "number" ? widen(previous, next) : join(previous, next);
}

/** Whether `a` has no value that `b` has not. They have the same type. */
export function isWithinValue(a: Value, b: Value): boolean {
  return a.kind !== "number" || b.kind !== "number" || isWithin(a, b);
}

function sameArray(a: Value, b: Value): boolean {
  if (a.kind === "array" && b.kind === "array") return a.extent === b.extent && a.origin === b.origin;
  const extents = (value: Value) => (value.kind === "ndarray" || value.kind === "shape" ? value.extents : []);
  return extents(a).length === extents(b).length && extents(a).every((extent, axis) => extent === extents(b)[axis]);
}

/** A type's name, for messages. */
export function typeName(value: Value): string {
  switch (value.kind) {
    case "number":
      return "a number";
    case "boolean":
      return "a boolean";
    case "array":
      return `an array of ${value.element}`;
    case "ndarray":
      return `an ndarray of ${value.element} with ${value.extents.length} axes`;
    case "shape":
      return "the shape of an ndarray";
    case "nothing":
      return "nothing";
  }
}
