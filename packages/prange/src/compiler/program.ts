// What the compiler is asked for and what it answers: the contract between the compiler and the runtime of prange.

import type { SourceSite, SourceText } from "../source-excerpt.ts";

/** The element types of arrays; `uint8c` is a `Uint8ClampedArray`. */
export type ElementType =
  | "int8"
  | "uint8"
  | "uint8c"
  | "int16"
  | "uint16"
  | "int32"
  | "uint32"
  | "float32"
  | "float64"
  | "int64"
  | "uint64";

/** The type of an argument, which is all that a specialisation knows of it. */
export type ArgType =
  | { readonly kind: "scalar"; readonly type: "f64" | "bool" }
  | { readonly kind: "array"; readonly element: ElementType }
  | { readonly kind: "ndarray"; readonly element: ElementType; readonly rank: number };

/** What a captured name stands for. */
export interface Resolution {
  readonly found: boolean;
  readonly value: unknown;
}

export interface CompileOptions {
  /** Whether the outermost `prange` loops become regions that threads share. */
  readonly parallel: boolean;
  /** Whether an index out of range is an error; without it such an index reads or writes any memory. */
  readonly boundscheck: boolean;
  /** Accepted, and without effect as long as no lowering reorders floating-point operations. */
  readonly fastmath: boolean;
  /** Whether array writes that iterations may share are an error. */
  readonly races: "error" | "allow";
}

export interface CompileRequest {
  /** The text of `root`, as an expression. */
  readonly source: string;
  readonly site: SourceSite;
  readonly args: readonly ArgType[];
  /** What `name` stands for in the scope of `from`. A name that is not found is looked up among the globals. */
  resolve(name: string, from: Function): Resolution;
  readonly root: Function;
  sourceOf(fn: Function): SourceText;
  readonly options: CompileOptions;
}

/** A reduction: outer variable and the operation that joins its partials. */
export interface Reduction {
  readonly name: string;
  readonly op: "+" | "*" | "min" | "max";
}

/** A parallel loop. */
export interface Region {
  readonly reductions: readonly Reduction[];
  /** 1-based line in the user's file. */
  readonly line: number;
}

/** What can go wrong while compiled code runs; `a` and `b` are the numbers that arrive with the failure. */
export type SiteKind =
  /** Index `a` is no integer of `[0, b)`. */
  | "index"
  /** Index `a` is no integer of `[0, b)`, along one axis of an ndarray. */
  | "axis"
  /** `a` is no 32-bit integer and cannot bound a `range` or `prange`. */
  | "bound"
  /** A loop counter would pass 2^31 - 1, or -2^31. */
  | "counter"
  /** An array or axis of length `a` is longer than compiled code can index; `b` is the longest. */
  | "length"
  /** A view of an ndarray would reach from `a` beyond its axis of length `b`. */
  | "view";

/** A place where compiled code can fail. */
export interface Site {
  readonly kind: SiteKind;
  /** The text of the array, or of what else fails. */
  readonly name: string;
  /** The axis, for `axis` and `view`. */
  readonly axis?: number;
  /** URL of the user's file, where it is known. */
  readonly url?: string;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The source line. */
  readonly text: string;
  /** 0-based column of the failing piece inside `text`, and its length. */
  readonly offset: number;
  readonly length: number;
}

/** What became of one loop over `prange` or `range`. */
export interface Diagnostic {
  /** 1-based line in the user's file. */
  readonly line: number;
  /** The loop's head, as written. */
  readonly loop: string;
  readonly status: "parallel" | "serial";
  readonly reason: string;
  readonly reductions: readonly Reduction[];
}

/** A compiled specialisation. */
export interface Program {
  /** The WebAssembly module. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Bytes through which `main` and the regions exchange scalars; provided zeroed, 16-byte aligned. */
  readonly frameBytes: number;
  /** Bytes for local arrays, one such piece for each thread; 16-byte aligned. */
  readonly scratchBytes: number;
  /** Bytes of one partial. */
  readonly partialBytes: number;
  readonly result: "f64" | "bool" | "void";
  /** For each argument, whether the program writes into it. */
  readonly writes: readonly boolean[];
  /**
   * The pairs of array parameters, one of them written, for which a call may pass the very same array; other arguments that
   * overlap make iterations meet. Undefined if there are no parallel loops, or races are allowed.
   */
  readonly inPlace: readonly (readonly [number, number])[] | undefined;
  /** The number parameters that must be integers for the iterations of the parallel loops to keep apart. */
  readonly wholeNumbers: readonly number[];
  readonly regions: readonly Region[];
  readonly sites: readonly Site[];
  /** Members of `Math` that are imported as `env.math_<name>`. */
  readonly mathImports: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The module in WebAssembly's text form. */
  wat(): string;
}
