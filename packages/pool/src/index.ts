// @mp/pool: functions that run on workers.

export { TimeoutError } from "@mp/sync";
export { cpuCount } from "#platform";
export {
  BrokenPoolError,
  CaptureError,
  InitializerError,
  PoolStateError,
  ProcessStateError,
  SerializationError,
  WorkerExitError,
} from "./errors.ts";
export type { AsyncResult, CallbackOptions } from "./pool/async-result.ts";
export type {
  ApplyAsyncOptions,
  CallOptions,
  ImapOptions,
  MapAsyncOptions,
  MapOptions,
  PoolOptions,
  Progress,
  ProgressOptions,
} from "./pool/options.ts";
export { Pool } from "./pool/pool.ts";
export type { ResultIterator } from "./pool/result-iterator.ts";
export type { PoolStats, SlowTask, WorkerStats } from "./pool/stats.ts";
export { bind, moduleTask } from "./portable/send.ts";
export { currentProcess, parentProcess } from "./process/family.ts";
export { activeChildren, Process, type ProcessOptions } from "./process/process.ts";
export { type CurrentTask, currentTask } from "./threads/context.ts";
