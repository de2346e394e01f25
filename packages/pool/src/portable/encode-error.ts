// Errors on their way out: class, name, message, own properties, cause, parts and stack.

import * as sync from "@mp/sync";
import { openInspector, restInspector } from "#platform";
import * as poolErrors from "../errors.ts";
import { encodeValue, explainUncloneable } from "./encode.ts";
import type { ErrorForm, ErrorType, ValueForm } from "./forms.ts";
import { kindOf } from "./kinds.ts";
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

/** Deeper chains of causes are cut: one may lead back to itself. */
const deepest = 16;

/** Prepares an error, or whatever was thrown, for a message. Never throws. */
export const encodeError = (error: unknown): ErrorForm => encodeAt(error, 0);

const encodeAt = (error: unknown, depth: number): ErrorForm => {
  if (!(error instanceof Error)) return { thrown: "value", value: safely(error, "the error") };
  const { message, stack, name, cause, errors } = error as Error & { errors?: unknown };
  const own = Object.hasOwn(error, "name") ? { name } : {};
  const properties: Record<string, ValueForm> = {};
  for (const [key, value] of Object.entries({ ...error, ...own })) {
    if (key === "message" || key === "stack" || key === "cause" || key === "errors") continue;
    properties[key] = safely(value, `error.${key}`);
  }
  const nested = depth < deepest;
  return {
    thrown: "error",
    type: typeOf(error),
    native: natives.find((native) => isOf(error, native)) ?? "Error",
    name: String(name),
    message: String(message),
    stack: typeof stack === "string" ? stack : undefined,
    properties,
    cause: nested && Object.hasOwn(error, "cause") ? { error: encodeAt(cause, depth + 1) } : undefined,
    errors: nested && Array.isArray(errors) ? errors.map((one) => encodeAt(one, depth + 1)) : undefined,
  };
};

const isOf = (error: Error, native: string): boolean => {
  const type = (globalThis as Record<string, unknown>)[native];
  return typeof type === "function" && error instanceof type;
};

/** What cannot cross is named instead: an error about an error would hide the first one. */
const safely = (value: unknown, path: string): ValueForm => {
  try {
    const form = encodeValue(value, path);
    const isPlain = typeof form !== "object" && typeof form !== "function" && typeof form !== "symbol";
    if (isPlain || explainUncloneable(form, path) === undefined) return form;
  } catch {
    // Falls through to the description below.
  }
  return `[${kindOf(value)}]`;
};

const typeOf = (error: Error): ErrorType | undefined => {
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
