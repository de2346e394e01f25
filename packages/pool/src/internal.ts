// What the layers above build on: threads of the program, and the machine's size.

export { cpuCount } from "#platform";
export { type Closure, lookAt } from "./inspect/closure.ts";
export { type Captured, captureVariables, type FunctionSite, freeVariables, functionSource } from "./inspect/index.ts";
export type { ThreadExit } from "./platform/types.ts";
export { isMainThread } from "./threads/context.ts";
export { type StartThreadOptions, startThread, type Thread } from "./threads/start-thread.ts";
