// One compiled form of a function: for one combination of argument types.

import type { CompileOptions } from "./compiler/index.ts";
import type { ArgType } from "./compiler/program.ts";
import { type PlacedProgram, programOf } from "./program-cache.ts";
import { signatureOf } from "./specialise.ts";

/** A compiled form and what has been counted of its use. */
export interface Specialisation extends PlacedProgram {
  readonly types: readonly ArgType[];
  /** Such as `(ndarray<float64, 3>, float64[]) => void`. */
  readonly signature: string;
  calls: number;
  /** Bytes copied into the heap, and back, because arguments were not there. */
  bytesIn: number;
  bytesOut: number;
  /** Calls of which the parallel loops ran on one thread, because their arguments might have made iterations meet. */
  serialCalls: number;
}

const resultNames = { f64: "number", bool: "boolean", void: "void" } as const;

/**
 * The form of `root` for arguments of `types`, nothing counted yet.
 *
 * @throws ParseError, TypingError, UnsupportedError or RaceError
 */
export function specialise(root: Function, types: readonly ArgType[], options: CompileOptions): Specialisation {
  const placed = programOf(root, types, options);
  const signature = `${signatureOf(types)} => ${resultNames[placed.program.result]}`;
  return { ...placed, types, signature, calls: 0, bytesIn: 0, bytesOut: 0, serialCalls: 0 };
}
