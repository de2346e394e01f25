// The errors that a dead worker leaves behind, in words.

import { BrokenPoolError, InitializerError, WorkerExitError } from "../errors.ts";
import type { ThreadExit } from "../platform/types.ts";
import { withSite } from "./site.ts";
import type { Task } from "./task.ts";
import type { WorkerHandle } from "./worker-handle.ts";

const reason = ({ exitCode, error }: ThreadExit): string => {
  if (error instanceof Error) return `${(error as { code?: string }).code ?? error.name}: ${error.message}`;
  if (error !== undefined) return `threw ${String(error)}`;
  return `exit code ${exitCode}`;
};

/** For the call that the worker was in (`running`), or one whose result it had not sent yet. */
export const taskDeath = (worker: WorkerHandle, task: Task, exit: ThreadExit, running: boolean): WorkerExitError => {
  const name = task.fn.name;
  const when = running ? `while running ${name}` : `after running ${name}, before its result was sent`;
  const error = new WorkerExitError(`Pool: ${worker.name} died ${when} (${reason(exit)}); ${remedy(exit)}`, {
    exitCode: exit.exitCode,
    workerId: worker.id,
    task: name,
    cause: exit.error,
  });
  return withSite(error, task.site);
};

const remedy = ({ error }: ThreadExit): string => {
  if ((error as { code?: string } | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY") {
    return "give it more with `resourceLimits: { maxOldGenerationSizeMb }`, or it less to hold at once";
  }
  if (error !== undefined) return "catch the error where it is thrown; `cause` has it";
  return "return from the function instead of ending the worker";
};

/** For all calls of a pool whose workers die before they can take one; `worker` is the last of them. */
export const startFailure = (
  worker: WorkerHandle,
  exit: ThreadExit,
  times: number,
): BrokenPoolError | InitializerError => {
  if (exit.error instanceof InitializerError || exit.error instanceof BrokenPoolError) return exit.error;
  // One is enough where the platform could not even make the thread.
  const who = times === 1 ? "a worker died at its start" : `${times} workers in a row died at their start`;
  return new BrokenPoolError(`Pool: ${who} (${reason(exit)}); \`cause\` has the last reason`, {
    cause: exit.error ?? startDeath(worker, exit),
  });
};

/** Of a worker that ended itself, and threw nothing. */
const startDeath = (worker: WorkerHandle, exit: ThreadExit): WorkerExitError =>
  new WorkerExitError(
    `Pool: ${worker.name} died before its first task (${reason(exit)}); return from the initializer instead of ending ` +
      "the worker",
    { exitCode: exit.exitCode, workerId: worker.id, task: "initializer" },
  );

/** What the initializer threw in a worker, as the reason of the worker's end. */
export const initializerError = (worker: WorkerHandle, cause: unknown): InitializerError => {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new InitializerError(`Pool: the initializer threw in ${worker.name}: ${message}`, { cause });
};
