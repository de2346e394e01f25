// Variables given by hand, where nobody can look into a function: `bind(fn, { scale })`.

import type { AnyFunction } from "./any-function.ts";

interface Bound {
  fn: AnyFunction;
  variables: Map<string, unknown>;
}

const boundFunctions = new WeakMap<AnyFunction, Bound>();

/** What {@link bind} was given for a function that it made. */
export const bindingOf = (fn: AnyFunction): Bound | undefined => boundFunctions.get(fn);

/**
 * Says what variables a function captures, by name: needed in a page, where nothing can look into a function; in Node,
 * it overrides what they hold. Called here, the function is what it was.
 *
 * @param fn A function whose text uses names from around it.
 * @param variables What these names shall mean in a worker. A value travels as any captured variable does.
 * @throws {TypeError} `fn` is not a function.
 *
 * @example
 * const scale = 3;
 * await pool.map(bind((x: number) => helper(x) * scale, { scale, helper }), [1, 2]);
 */
export const bind = <F extends (...args: never[]) => unknown>(fn: F, variables: Record<string, unknown>): F => {
  if (typeof fn !== "function")
    throw new TypeError(`bind: needs a function, got ${typeof fn}; pass the function itself`);
  const bound = function (this: unknown, ...args: never[]) {
    return fn.apply(this, args);
  } as F;
  Object.defineProperty(bound, "name", { value: fn.name, configurable: true });
  boundFunctions.set(bound, { fn, variables: new Map(Object.entries(variables)) });
  return bound;
};
