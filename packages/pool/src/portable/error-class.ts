// The class of an error, as a message names it.

import * as sync from "@mp/sync";
import { openInspector, restInspector } from "#platform";
import * as poolErrors from "../errors.ts";
import type { ErrorType } from "./forms.ts";
import { originOf } from "./origins.ts";

/** The built-in classes, the more special ones first. */
const natives = [
  "AggregateError",
  "DOMException",
  "EvalError",
  "RangeError",
  "ReferenceError",
  "SyntaxError",
  "TypeError",
  "URIError",
  "Error",
];

/** The built-in class that an error is of, or extends. */
export const nativeClassOf = (error: Error): string | undefined => natives.find((native) => isOf(error, native));

const isOf = (error: Error, native: string): boolean => {
  const type = (globalThis as Record<string, unknown>)[native];
  return typeof type === "function" && error instanceof type;
};

/** The class of one's own that an error is of, by where it can be found; nothing for a built-in one. */
export const errorClassOf = (error: Error): ErrorType | undefined => {
  const type: unknown = error.constructor;
  if (typeof type !== "function" || !(type.prototype instanceof Error)) return undefined;
  for (const [specifier, exports] of [
    ["@mp/sync", sync],
    ["@mp/pool", poolErrors],
  ] as const) {
    const name = Object.keys(exports).find((key) => (exports as Record<string, unknown>)[key] === type);
    if (name !== undefined) return { by: "part", part: { kind: "package", specifier, name } };
  }
  const origin = originOf(type);
  if (origin !== undefined) return { by: "part", part: origin };
  if (Object.is((globalThis as Record<string, unknown>)[type.name], type)) return undefined;
  const script = openInspector()?.inspect(type).location?.script;
  restInspector("soon");
  const importable = script?.isMain && script.url !== "" && !script.url.startsWith("node:");
  return importable ? { by: "script", url: script.url, name: type.name } : undefined;
};
