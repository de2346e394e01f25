// What the free names of a function stand for, when it is compiled.

import { type Captured, captureVariables, type FunctionSite, freeVariables, functionSource } from "@mp/pool/internal";

import { originalPlaces } from "./original-source.ts";
import type { SourceSite } from "./source-excerpt.ts";

/** A function's text and where it starts. */
export interface Source {
  readonly source: string;
  readonly site: FunctionSite & SourceSite;
}

/** What a name stands for, or that nothing has it. */
export interface Resolution {
  readonly found: boolean;
  readonly value: unknown;
}

/** The scopes of the functions that one compilation meets, each read once: what it sees is one moment's state. */
export class Scopes {
  readonly #read = new Map<Function, { source: string; captured: Captured }>();

  /** The text of `fn`, as an expression, and where it starts in the user's file. */
  sourceOf(fn: Function): Source {
    const { source, captured } = this.#of(fn);
    const written = asWritten(source);
    return { source: written, site: { ...captured.site, original: originalPlaces(fn, written) } };
  }

  /** What `name` stands for inside `from`. */
  resolve(name: string, from: Function): Resolution {
    const { values } = this.#of(from).captured;
    if (values.has(name)) return { found: true, value: values.get(name) };
    return name in globalThis
      ? { found: true, value: Reflect.get(globalThis, name) }
      : { found: false, value: undefined };
  }

  #of(fn: Function): { source: string; captured: Captured } {
    let entry = this.#read.get(fn);
    if (entry === undefined) {
      entry = read(fn);
      this.#read.set(fn, entry);
    }
    return entry;
  }
}

function read(fn: Function): { source: string; captured: Captured } {
  const source = functionSource(fn);
  const captured = captureVariables(fn, freeVariables(source));
  const inner = captured.site.source;
  // The text of a function that `bind` made is the wrapper's; what counts is the function inside.
  return inner === source
    ? { source, captured }
    : { source: inner, captured: captureVariables(fn, freeVariables(inner)) };
}

// A text arrives in parentheses, which the user did not write: columns and excerpts are to be those of the file.
function asWritten(source: string): string {
  return source.startsWith("(") && source.endsWith("\n)") ? source.slice(1, -2) : source;
}
