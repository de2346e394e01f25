// The state that all compiled functions of a program share: how loops are dealt, the calling thread's side, the team.

import { cpuCount, isMainThread } from "@mp/pool/internal";
import { AsyncCalls } from "./team/async-calls.ts";
import { Caller, type Settings } from "./team/caller.ts";
import { MAX_THREADS } from "./team/control.ts";
import { Team } from "./team/team.ts";

/** This thread's runtime. */
interface Runtime {
  readonly settings: Settings;
  /** Threads at most, this one included. */
  readonly maximum: number;
  readonly caller: Caller;
  /** The queue for calls that do not block; undefined in a worker, where everything runs serially. */
  readonly asyncCalls: AsyncCalls | undefined;
}

let current: Runtime | undefined;

/** The runtime, made when first asked for: importing the package starts nothing. */
export function runtime(): Runtime {
  current ??= isMainThread() ? createParallel() : createSerial();
  return current;
}

function createParallel(): Runtime {
  const maximum = Math.min(cpuCount(), MAX_THREADS);
  const settings: Settings = { threads: maximum, chunksize: 0 };
  let team: Team | undefined;
  const theTeam = () => {
    team ??= new Team(maximum);
    return team;
  };
  return { settings, maximum, caller: new Caller(settings, theTeam), asyncCalls: new AsyncCalls(theTeam) };
}

// A worker's siblings are as busy as it is: threads of its own would only compete with them.
function createSerial(): Runtime {
  const settings: Settings = { threads: 1, chunksize: 0 };
  const caller = new Caller(settings, () => {
    throw new Error("prange: a worker has no team; please report this as a bug of mp");
  });
  return { settings, maximum: 1, caller, asyncCalls: undefined };
}
