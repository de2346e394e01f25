// What calls and maps are given: arguments, and lists of items.

import { describe } from "./checks.ts";
import type { Items } from "./types.ts";

/** A function without required parameters needs no `args`. */
export type Arguments<A extends unknown[], O> = [] extends A
  ? [args?: readonly [...A], options?: O]
  : [args: readonly [...A], options?: O];

export const checkArguments = (where: string, args: readonly unknown[] | undefined): readonly unknown[] => {
  if (args === undefined) return [];
  if (Array.isArray(args)) return args;
  throw new TypeError(
    `${where}: args must be an array of arguments, got ${describe(args)}; put a single one in brackets`,
  );
};

export const checkItems = (where: string, items: unknown): void => {
  const iterable = items as Partial<AsyncIterable<unknown> & Iterable<unknown>> | null | undefined;
  if (typeof iterable?.[Symbol.iterator] === "function" || typeof iterable?.[Symbol.asyncIterator] === "function")
    return;
  throw new TypeError(
    `${where}: items must be iterable, got ${describe(items)}; pass an array, or what \`for … of\` takes`,
  );
};

/** Every item of a starmap is spread into arguments. */
export const checkTuples = (where: string, items: ArrayLike<unknown>): void => {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (Array.isArray(item) || typeof (item as Iterable<unknown> | null)?.[Symbol.iterator] === "function") continue;
    throw new TypeError(
      `${where}: item ${index} must be an array of arguments, got ${describe(item)}; put a single one in brackets, or use map`,
    );
  }
};

/** What is cut into chunks as it is; anything else is collected first. */
export const isList = (items: Items<unknown>): items is Items<unknown> & ArrayLike<unknown> =>
  Array.isArray(items) || (ArrayBuffer.isView(items) && !(items instanceof DataView));

/** Asked without `in`, which a string, an iterable too, would refuse. */
export const isAsync = (items: Items<unknown>): items is AsyncIterable<unknown> =>
  typeof (items as Partial<AsyncIterable<unknown>>)[Symbol.asyncIterator] === "function";

export const collect = async (items: Items<unknown>): Promise<unknown[]> => {
  const list: unknown[] = [];
  if (isAsync(items)) for await (const item of items) list.push(item);
  else for (const item of items) list.push(item);
  return list;
};
