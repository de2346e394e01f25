// What a user is told of a failure in compiled code: an error of the documented classes, with the source line.

import { WorkerExitError } from "@mp/pool";
import { failureMessage } from "./compiler/failure-message.ts";
import type { Site } from "./compiler/program.ts";
import { LostThread, SiteFailure } from "./team/failure.ts";

/** The error to throw for what the runtime caught. */
export function explain(error: unknown, sites: readonly Site[]): unknown {
  if (error instanceof SiteFailure) {
    return new RangeError(failureMessage(sites[error.site]!, error.a, error.b), { cause: error });
  }
  if (error instanceof LostThread) {
    return new WorkerExitError(
      `njit: ${error.message}: the results are incomplete. Call the function again; mp replaces the thread.`,
      { workerId: error.thread, cause: error.cause },
    );
  }
  return error;
}
