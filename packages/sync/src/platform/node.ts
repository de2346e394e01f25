// What differs in Node: every thread may block.

/** Whether this thread may sleep in `Atomics.wait`. */
export const threadMayBlock = (): boolean => true;
