// What every worker of a pool is made with.

import type { ThreadLimits } from "../platform/types.ts";
import { encodeValue } from "../portable/index.ts";
import { describeFunction, type FunctionForm } from "../portable/send.ts";
import type { ToWorker } from "../wire/messages.ts";
import type { PoolOptions } from "./options.ts";

export interface WorkerPlan {
  readonly workers: number;
  readonly name: string;
  readonly maxTasks: number;
  readonly limits: ThreadLimits;
  /** Gives the first message for one worker: at once, or when the initializer has been made ready to travel. */
  init(send: (message: ToWorker) => void, fail: (error: unknown) => void): void;
}

export const planWorkers = (workers: number, options: PoolOptions): WorkerPlan => {
  const { initializer, finalizer, initargs = [], resourceLimits, env, execArgv, stdout, stderr } = options;
  const describe = (fn: ((...args: never[]) => unknown) | undefined) =>
    fn === undefined ? undefined : describeFunction(fn);
  const described = [describe(initializer), describe(finalizer)] as const;
  const limits: ThreadLimits = { resourceLimits, env, execArgv, stdout, stderr };
  for (const key of Object.keys(limits) as (keyof ThreadLimits)[]) if (limits[key] === undefined) delete limits[key];

  const message = (first: FunctionForm | undefined, last: FunctionForm | undefined): ToWorker => ({
    kind: "init",
    initializer: first,
    initargs: encodeValue(initargs).form,
    finalizer: last,
  });
  return {
    workers,
    name: options.name ?? "PoolWorker",
    maxTasks: options.maxTasksPerChild ?? Number.POSITIVE_INFINITY,
    limits,
    init: (send, fail) => {
      const [first, last] = described;
      if (first instanceof Promise || last instanceof Promise) {
        Promise.all([first, last])
          .then(([initial, final]) => send(message(initial, final)))
          .catch(fail);
      } else send(message(first, last));
    },
  };
};
