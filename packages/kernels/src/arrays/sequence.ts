// Any iterable as an array, without a copy where it is one.

import { typeName } from "./type-name.ts";

/** @throws TypeError when `x` cannot be iterated */
export function sequence<T>(name: string, x: Iterable<T>): readonly T[] {
  if (Array.isArray(x)) return x;
  if (typeof (x as Partial<Iterable<T>> | null | undefined)?.[Symbol.iterator] === "function") return Array.from(x);
  throw new TypeError(`${name}: x must be an ndarray, a typed array or an iterable, got ${typeName(x)}`);
}
