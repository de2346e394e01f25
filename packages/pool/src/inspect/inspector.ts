// What the platform's debugger protocol can tell of a function. Types only: the two platforms follow.

import type { AnyFunction } from "./any-function.ts";

/** The script that a function was read from. */
export interface Script {
  id: string;
  url: string;
  isModule: boolean;
  /** Loaded into the program's own context, not into one made by `node:vm`. */
  isMain: boolean;
  /** Where its text begins in its file, from 0: a script can be part of one. */
  startLine: number;
  startColumn: number;
}

export interface Inspection {
  /** Nothing for a function without a text: native, or made by `Function.prototype.bind`. */
  location: { script: Script; line: number; column: number } | undefined;
  /** Its scopes from the inside out, the global one left out; each a copy of the variables at this moment. */
  scopes: object[];
  /** What `Function.prototype.bind` was given. */
  bound: { target: AnyFunction; self: unknown; args: unknown[] } | undefined;
}

export interface Inspector {
  inspect(fn: AnyFunction): Inspection;
  sourceOf(script: Script): string;
  /** The modules that are loaded, as far as is known. */
  modules(): Iterable<Script>;
  /** The script that was loaded from a URL, as far as is known. */
  scriptAt(url: string): Script | undefined;
}

/** A place in a file; line and column from 1. */
export interface Position {
  url: string | undefined;
  line: number;
  column: number;
}
