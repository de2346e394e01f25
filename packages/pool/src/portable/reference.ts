// Functions that travel by reference: those that a module, other than the program's entry, exports.

import { host } from "#platform";
import type { AnyFunction } from "../inspect/any-function.ts";
import type { Closure } from "../inspect/closure.ts";
import { belongsToEntry } from "./entry.ts";
import type { Part } from "./forms.ts";

/** The export that a function is, or nothing if it is none that a worker could import. */
export const referenceTo = (fn: AnyFunction, { facts, moduleScope, start }: Closure): Part | undefined => {
  const script = facts?.script;
  if (script === undefined || !script.isMain || !/^(file|https?):/.test(script.url)) return undefined;
  const url = script.url;
  if (script.isModule) {
    const name = moduleScope && exportName(fn, facts!, moduleScope, start);
    return name === undefined || belongsToEntry(script) ? undefined : { kind: "export", url, name, loader: "import" };
  }
  const exports = host.commonModule(url)?.exports;
  if (exports === undefined || exports === null) return undefined;
  const name = exports === fn ? undefined : keyOf(exports, fn);
  if ((exports !== fn && name === undefined) || belongsToEntry(script)) return undefined;
  return { kind: "export", url, name, loader: "require" };
};

const exportName = (
  fn: AnyFunction,
  { exports, defaultStart }: NonNullable<Closure["facts"]>,
  moduleScope: object,
  start: number | undefined,
): string | undefined => {
  if (defaultStart !== undefined && defaultStart === start) return "default";
  for (const [local, exported] of exports) {
    if (Object.hasOwn(moduleScope, local) && read(moduleScope, local) === fn) return exported;
  }
  return undefined;
};

const read = (scope: object, name: string): unknown => {
  try {
    return (scope as Record<string, unknown>)[name];
  } catch {
    // Not initialised yet, so not the function either.
    return undefined;
  }
};

const keyOf = (exports: unknown, fn: AnyFunction): string | undefined =>
  Object.keys(Object(exports)).find((key) => {
    try {
      return (exports as Record<string, unknown>)[key] === fn;
    } catch {
      // A getter that throws exports nothing.
      return false;
    }
  });
