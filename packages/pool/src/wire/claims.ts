// Which tasks of a batch have been begun: one word a batch, taken by the worker from the front, by the parent from the back.

/**
 * A word describes the tasks of one batch that nobody has taken yet:
 *
 *     bits 0–15   next   index of the first one; the worker adds 1 as it begins a task
 *     bits 16–31  end    index after the last one; the parent lowers it to take tasks back
 *
 * Both change the word by compare-exchange, so each task is begun once, by one side, even while the worker is deep in a
 * synchronous call. After a death the word says which task was running: the one before `next`.
 *
 * A word is used again only after the worker has answered for every task of its batch.
 */
export const batchLimit = 0xffff;

/** Batches that may be on their way to one worker at once. */
export const slotCount = 4;

export const createClaims = (): Int32Array => new Int32Array(new SharedArrayBuffer(slotCount * 4));

const next = (word: number) => word & 0xffff;
const end = (word: number) => word >>> 16;

/** Parent: opens a batch of `count` tasks. */
export const open = (claims: Int32Array, slot: number, count: number): void => {
  Atomics.store(claims, slot, count << 16);
};

/** Worker: takes the next task of the batch; its index, or -1 when none is left. */
export const take = (claims: Int32Array, slot: number): number => {
  for (;;) {
    const word = Atomics.load(claims, slot);
    if (next(word) >= end(word)) return -1;
    if (Atomics.compareExchange(claims, slot, word, word + 1) === word) return next(word);
  }
};

/** Parent: takes back up to `most` tasks from the end; `[from, to)` are its own again. */
export const takeBack = (claims: Int32Array, slot: number, most: number): [from: number, to: number] => {
  for (;;) {
    const word = Atomics.load(claims, slot);
    const to = end(word);
    const from = Math.max(next(word), to - most);
    if (from >= to) return [to, to];
    if (Atomics.compareExchange(claims, slot, word, (from << 16) | next(word)) === word) return [from, to];
  }
};

/** Tasks that nobody has taken yet. */
export const untaken = (claims: Int32Array, slot: number): number => {
  const word = Atomics.load(claims, slot);
  return end(word) - next(word);
};

/** Tasks that the worker has begun, finished ones included. */
export const begun = (claims: Int32Array, slot: number): number => next(Atomics.load(claims, slot));
