// What every worker of a pool is made with.

import type { ThreadLimits } from "../platform/types.ts";
import { encodeValue } from "../portable/index.ts";
import { describeFunction, packFunction } from "../portable/send.ts";
import type { ToWorker } from "../wire/messages.ts";
import type { PoolOptions } from "./options.ts";

export interface WorkerPlan {
  readonly workers: number;
  readonly name: string;
  readonly maxTasks: number;
  readonly limits: ThreadLimits;
  /** Makes the first message of one worker. */
  init(): ToWorker;
}

/** @throws CaptureError for an initializer or finalizer that cannot be sent. */
export const planWorkers = (workers: number, options: PoolOptions): WorkerPlan => {
  const { initializer, finalizer, initargs = [], resourceLimits, env, execArgv, stdout, stderr } = options;
  const first = initializer && describeFunction(initializer, "map");
  const last = finalizer && describeFunction(finalizer, "map");
  const given = Object.entries({ resourceLimits, env, execArgv, stdout, stderr }).filter(
    ([, value]) => value !== undefined,
  );
  return {
    workers,
    name: options.name ?? "PoolWorker",
    maxTasks: options.maxTasksPerChild ?? Number.POSITIVE_INFINITY,
    limits: Object.fromEntries(given),
    init: () => ({
      kind: "init",
      initializer: first && packFunction(first),
      initargs: encodeValue(initargs, "initargs"),
      finalizer: last && packFunction(last),
    }),
  };
};
