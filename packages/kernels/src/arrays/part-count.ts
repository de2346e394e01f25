// The check of how many parts an array is split into.

import { typeName } from "./type-name.ts";

/** @throws TypeError for what is not a number; RangeError for what is not an integer >= 1 */
export function partCount(name: string, argument: string, n: unknown): asserts n is number {
  if (typeof n !== "number") throw new TypeError(`${name}: ${argument} must be a number, got ${typeName(n)}`);
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`${name}: ${argument} must be an integer >= 1, got ${n}`);
}
