// Where a variable lives in compiled code.

import type { Local } from "../ir/ir.ts";
import type { ElementType } from "../program.ts";

/** How a scalar is held: booleans as 0 and 1 in an i32. */
export type Representation = "f64" | "i32" | "boolean";

export interface ScalarStorage {
  readonly kind: "scalar";
  readonly representation: Representation;
  readonly local: Local;
}

/** A number that is the same throughout, or a local that holds it. */
export type Held = Local | number;

export interface ArrayStorage {
  readonly kind: "array";
  readonly element: ElementType;
  /** The first element is at this address plus `offset` bytes. */
  readonly address: Local;
  readonly offset: number;
  readonly length: Held;
}

export interface NdarrayStorage {
  readonly kind: "ndarray";
  readonly element: ElementType;
  /** Address of the element whose indices are all 0. */
  readonly address: Local;
  readonly shape: readonly Held[];
  /** In elements. */
  readonly stride: readonly Held[];
}

export type Storage = ScalarStorage | ArrayStorage | NdarrayStorage;

/** The WebAssembly type of a representation. */
export function wasmType(representation: Representation): "f64" | "i32" {
  return representation === "f64" ? "f64" : "i32";
}
