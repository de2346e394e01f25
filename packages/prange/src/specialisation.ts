// One compiled form of a function: for one combination of argument types.

import { type CompileOptions, compile, type Program } from "./compiler/index.ts";
import type { ArgType } from "./compiler/program.ts";
import { Scopes } from "./scopes.ts";
import { signatureOf } from "./specialise.ts";
import { placeKernel } from "./team/kernel.ts";

/** A compiled form and what has been counted of its use. */
export interface Specialisation {
  readonly types: readonly ArgType[];
  /** Such as `(ndarray<float64, 3>, float64[]) => void`. */
  readonly signature: string;
  readonly program: Program;
  /** Heap address of the program's kernel. */
  readonly kernel: number;
  /** Milliseconds that it took to compile. */
  readonly compileTime: number;
  calls: number;
  /** Bytes copied into the heap, and back, because arguments were not there. */
  bytesIn: number;
  bytesOut: number;
}

const resultNames = { f64: "number", bool: "boolean", void: "void" } as const;

/**
 * Compiles `root` for arguments of `types`.
 *
 * @throws ParseError, TypingError, UnsupportedError or RaceError
 */
export function specialise(root: Function, types: readonly ArgType[], options: CompileOptions): Specialisation {
  const begin = performance.now();
  const scopes = new Scopes();
  const program = compile({
    ...scopes.sourceOf(root),
    root,
    args: types,
    resolve: (name, from) => scopes.resolve(name, from),
    sourceOf: (fn) => scopes.sourceOf(fn),
    options,
  });
  const { bytes, frameBytes, scratchBytes, partialBytes, mathImports } = program;
  const kernel = placeKernel({
    bytes,
    frameBytes,
    scratchBytes,
    partialBytes,
    mathImports,
    loops: program.regions.length,
  });
  return {
    types,
    signature: `${signatureOf(types)} => ${resultNames[program.result]}`,
    program,
    kernel,
    compileTime: performance.now() - begin,
    calls: 0,
    bytesIn: 0,
    bytesOut: 0,
  };
}
