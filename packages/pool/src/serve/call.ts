// Running one task: a call, or the calls of a chunk one after the other.

import { type Mode, mode } from "../wire/messages.ts";

/** What the calls of a chunk gave. */
export interface ChunkOutcome {
  values: unknown[];
  failure: { error: unknown } | undefined;
}

export type AnyFunction = Function;

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  value !== null &&
  (typeof value === "object" || typeof value === "function") &&
  "then" in value &&
  typeof value.then === "function";

/** Calls the function once. */
export const callOnce = (fn: AnyFunction, how: Mode, payload: unknown): unknown =>
  how === mode.call ? fn(payload) : fn(...(payload as unknown[]));

/** Calls the function for each item, in order, until one fails. Stays synchronous as long as the function does. */
export const callEach = (
  fn: AnyFunction,
  how: Mode,
  items: ArrayLike<unknown>,
  values: unknown[] = [],
): ChunkOutcome | Promise<ChunkOutcome> => {
  const spread = how === mode.starmap;
  while (values.length < items.length) {
    const item = items[values.length];
    try {
      const value = spread ? fn(...(item as unknown[])) : fn(item);
      if (isPromise(value)) return continueAfter(value, fn, how, items, values);
      values.push(value);
    } catch (error) {
      return { values, failure: { error } };
    }
  }
  return { values, failure: undefined };
};

const continueAfter = async (
  value: PromiseLike<unknown>,
  fn: AnyFunction,
  how: Mode,
  items: ArrayLike<unknown>,
  values: unknown[],
): Promise<ChunkOutcome> => {
  try {
    values.push(await value);
  } catch (error) {
    return { values, failure: { error } };
  }
  return callEach(fn, how, items, values);
};
