// @mp/prange: loops over typed arrays and ndarrays, compiled to WebAssembly and run on all processors.

export type { Diagnostic, Reduction } from "./compiler/program.ts";
export type { Diagnostics, SpecialisationDiagnostics } from "./diagnostics.ts";
export { ParseError, RaceError, TypingError, UnsupportedError } from "./errors.ts";
export { jit } from "./jit.ts";
export { prange, range } from "./markers.ts";
export { type AnyFunction, type Compiled, type CompiledMembers, njit } from "./njit.ts";
export type { JitOptions, NjitOptions } from "./options.ts";
export { getNumThreads, getParallelChunksize, setNumThreads, setParallelChunksize } from "./threads.ts";
