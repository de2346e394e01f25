// Objects that every thread has of its own, by the way to them: `Math`, `console`, `process`, the global object itself.

import { kindOf } from "./kinds.ts";

/** Namespaces of the language. Structured clone takes them for empty objects. */
const namespaces = new Map<object, string[]>(
  ["Math", "JSON", "Reflect", "Atomics", "Intl", "WebAssembly"].flatMap((name) => {
    const value = (globalThis as Record<string, unknown>)[name];
    return typeof value === "object" && value !== null ? [[value, [name]]] : [];
  }),
);

/** Of the platform's, by their classes: to read a global of Node's that nobody has used yet loads its module. */
const platformPaths: Record<string, string[]> = {
  process: ["process"],
  console: ["console"],
  // As test runners put it in the platform's place.
  Console: ["console"],
  Navigator: ["navigator"],
  WorkerNavigator: ["navigator"],
  Performance: ["performance"],
  Crypto: ["crypto"],
  SubtleCrypto: ["crypto", "subtle"],
};

/** The way from the global object to one that any thread has; nothing for any other. Of plain data, a look-up. */
export const pathToGlobalObject = (value: object): string[] | undefined => {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) return namespaces.get(value);
  if (prototype === Array.prototype || prototype === null) return undefined;
  if (value === globalThis) return [];
  const kind = kindOf(value);
  if (!Object.hasOwn(platformPaths, kind)) return undefined;
  const path = platformPaths[kind]!;
  const found = path.reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], globalThis);
  return found === value ? path : undefined;
};
