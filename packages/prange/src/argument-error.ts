// The error for an argument that compiled code cannot take, pointing at the parameter that it was for.

import { parse } from "./compiler/parse.ts";
import { TypingError } from "./errors.ts";
import type { SourceText } from "./source-excerpt.ts";
import { describeValue } from "./specialise.ts";

/** A TypingError for the `index`th argument. */
export function argumentError(text: SourceText, index: number, value: unknown): TypingError {
  return new TypingError({
    reason: `argument ${index + 1} has no type that compiled code can take: ${describeValue(value)}`,
    remedy: remedyFor(value),
    text,
    span: parse(text).params[index] ?? { start: 0, end: 1 },
  });
}

function remedyFor(value: unknown): string {
  if (Array.isArray(value)) return "Pass a typed array, for example Float64Array.from(values).";
  if (value === undefined) return "Pass a value for every parameter.";
  if (typeof value === "bigint") return "Pass a number.";
  if (typeof value === "function")
    return "Let the function refer to it by its name instead: captured functions are compiled with it.";
  return "Pass numbers, booleans, typed arrays or ndarrays over typed arrays.";
}
