// Who this thread is, and who started it.

import type { ThreadIdentity } from "../platform/types.ts";
import { ownIdentity, threadContext } from "../threads/context.ts";

/**
 * The thread that this code runs in: `"MainProcess"`, a {@link Process} or a pool's worker.
 *
 * @example
 * currentProcess().name; // => "MainProcess"
 */
export const currentProcess = (): ThreadIdentity => ownIdentity();

/** The thread that started this one; `null` in the main one. */
export const parentProcess = (): ThreadIdentity | null => threadContext()?.parent ?? null;
