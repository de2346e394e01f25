// What a user is told of a failure in compiled code: an error of the documented classes, with the source line.

import { WorkerExitError } from "@mp/pool";
import { failureMessage, type Site } from "./compiler/index.ts";
import { LostThread, SiteFailure } from "./team/failure.ts";

/**
 * The error to throw for what the runtime caught.
 *
 * @param task - the function's name
 */
export function explain(error: unknown, sites: readonly Site[], task: string): unknown {
  if (error instanceof SiteFailure) {
    return new RangeError(failureMessage(sites[error.site]!, error.a, error.b), { cause: error });
  }
  if (error instanceof LostThread) {
    const message = `njit: ${error.message}: the results are incomplete; call ${task} again, mp replaces the thread`;
    return new WorkerExitError(message, { exitCode: KILLED, workerId: error.thread, task, cause: error.cause });
  }
  return error;
}

// A caller that was blocked cannot know the code; a thread that is stopped from outside has this one.
const KILLED = 1;
