// The compiler: from a function's text and its arguments' types to a WebAssembly module.

export { compile } from "./compile.ts";
export { failureMessage } from "./failure-message.ts";
export type * from "./program.ts";
