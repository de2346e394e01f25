// The algorithm of an event, over one word of the heap: a count that is odd while the event is set.
//
// | word | meaning | becomes it by | leaves it by |
// |------|---------|---------------|--------------|
// | even | clear   | creation, clear | set (+ 1)  |
// | odd  | set     | set           | clear (+ 1)  |
//
// A waiter sleeps on the even count it saw. Any other count means that the event was set meanwhile, though it may be
// clear again: no `set` is missed.

import { Watched } from "./heap/layout.ts";
import { notifyWord } from "./wait-word.ts";

/** Where the word is, from the block's address. */
const EVENT_WORD = Watched.fields;

type Words = Int32Array<SharedArrayBuffer>;

export const isSet = (word: number): boolean => (word & 1) === 1;

export function setEvent(view: Words, index: number): void {
  const seen = Atomics.load(view, index);
  if (isSet(seen)) return;
  // If another thread changed the word first, it set the event: the same as this call coming just before.
  if (Atomics.compareExchange(view, index, seen, (seen + 1) | 0) === seen) notifyWord((index << 2) >>> 0);
}

export function clearEvent(view: Words, index: number): void {
  const seen = Atomics.load(view, index);
  if (isSet(seen)) Atomics.compareExchange(view, index, seen, (seen + 1) | 0);
}

/** What a death means for the event in `block`: the thread may have died between setting it and waking. */
export const eventThreadDied = (block: number): void => {
  notifyWord(block + EVENT_WORD);
};
