// Functions that travel by reference: those that a module, other than the program's entry, exports.

import { host, openInspector } from "#platform";
import type { AnyFunction } from "../inspect/any-function.ts";
import type { Closure } from "../inspect/closure.ts";
import { factsOf } from "../inspect/script.ts";
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

/**
 * Libraries make functions in factories, of other libraries even, and export them from their main file: `import { det }
 * from "mathjs"`. What the program's own modules import tells where to look.
 */
export const packageReferenceTo = (fn: AnyFunction, { facts }: Closure): Part | undefined => {
  if (!isInstalled(facts?.script.url) || isInstalled(host.entry())) return undefined;
  for (const url of importedPackages()) {
    const exports = loadedExports(url);
    const name = exports === undefined ? undefined : keyOf(exports, fn);
    if (name !== undefined) return { kind: "export", url, name, loader: "import" };
  }
  return undefined;
};

const isInstalled = (url: string | undefined): boolean => url?.includes("/node_modules/") ?? false;

/** Main files of the packages that modules of the program import. */
function* importedPackages(): Generator<string> {
  const inspector = openInspector();
  const seen = new Set<string>();
  for (const script of inspector?.modules() ?? []) {
    if (isInstalled(script.url) || script.url.startsWith("node:")) continue;
    for (const specifier of factsOf(inspector!, script).specifiers) {
      const url = /^[./]/.test(specifier) ? undefined : host.resolve(specifier, script.url);
      if (url === undefined || seen.has(url)) continue;
      seen.add(url);
      yield url;
    }
  }
}

/** What a module exports, if it has been loaded: nothing is run a second time to find out. */
const loadedExports = (url: string): unknown => {
  const common = host.commonModule(url);
  if (common !== undefined) return common.exports;
  if (openInspector()?.scriptAt(url) === undefined) return undefined;
  try {
    return host.requireModule(url);
  } catch {
    // It awaits at its top level: then its exports cannot be had at once, and the function travels as text.
    return undefined;
  }
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
