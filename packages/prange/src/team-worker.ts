// The module that a team thread imports: the helpers' entry, and the leader's.

import { openControl } from "./team/control.ts";
import { help as serve } from "./team/helper.ts";
import { lead as serveCalls } from "./team/leader.ts";
import type { LeaderData } from "./team/mailbox.ts";
import type { HelperData } from "./team/team.ts";

/** Takes chunks of the program's parallel loops, for ever. */
export function help({ control, threads, thread }: HelperData): never {
  return serve(openControl(control, threads), thread);
}

/** Runs whole calls for threads that must not block, for ever. */
export function lead({ control, threads, mailbox }: LeaderData): never {
  return serveCalls(openControl(control, threads), mailbox);
}
