// Says at the end of a program which blocks nobody unlinked, as Python's resource tracker does.

import { names } from "./name-table.ts";

const MOST_NAMES = 10;

// On `globalThis`, since a program can hold two copies of this module (a bundle and a package), but says it once.
const key = Symbol.for("mp.shared-memory.reported");
const place = globalThis as { [key]?: boolean };

/** What there is to say about the blocks that still have names; nothing if there are none, or it was said before. */
export function reportLeft(): string | undefined {
  const left = names();
  if (left.length === 0 || place[key]) return undefined;
  place[key] = true;
  const shown = left
    .sort()
    .slice(0, MOST_NAMES)
    .map((name) => JSON.stringify(name))
    .join(", ");
  const more = left.length > MOST_NAMES ? ` and ${left.length - MOST_NAMES} more` : "";
  const blocks = left.length === 1 ? "1 block was" : `${left.length} blocks were`;
  return `SharedMemory: ${blocks} not unlinked when the program ended: ${shown}${more}; call unlink() when nobody needs to find them any more, or make them with a SharedMemoryManager`;
}
