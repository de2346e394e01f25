// Values that every thread has of its own: exports of mp and of node, and what the language gives.

import * as shared from "@mp/shared";
import * as sync from "@mp/sync";
import * as syncHeap from "@mp/sync/heap";
import { host } from "#platform";
import * as pool from "../index.ts";
import type { Part } from "./forms.ts";

const isThing = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

let packages: Map<object, Part> | undefined;

/** mp's own exports, under whatever names a bundler has given them. */
export const packageExport = (value: object): Part | undefined => {
  if (packages === undefined) {
    packages = new Map();
    for (const [specifier, exports] of Object.entries({
      "@mp/sync": sync,
      "@mp/sync/heap": syncHeap,
      "@mp/shared": shared,
      "@mp/pool": pool,
    })) {
      packages.set(exports, { kind: "package", specifier, name: undefined });
      for (const [name, item] of Object.entries(exports)) {
        if (isThing(item) && !packages.has(item)) packages.set(item, { kind: "package", specifier, name });
      }
    }
  }
  return packages.get(value);
};

const builtinParts = new Map<object, Part>();
let builtinsSeen = -1;

/** An export of one of node's modules, or such a module: looked for among those that are loaded now. */
export const builtinExport = (value: object): Part | undefined => {
  const count = host.builtinCount();
  if (count !== builtinsSeen) {
    builtinsSeen = count;
    for (const [specifier, exports] of host.builtins()) addBuiltin(specifier, exports);
  }
  // `import * as fs`: the namespace, which has the module itself as its default.
  const whole = (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Module" && "default" in value;
  const part = builtinParts.get((whole ? value.default : value) as object);
  return whole && part?.kind === "package" ? { ...part, name: "*" } : part;
};

const addBuiltin = (specifier: string, exports: object): void => {
  if (builtinParts.has(exports)) return;
  builtinParts.set(exports, { kind: "package", specifier, name: undefined });
  for (const name of Object.keys(exports)) {
    // Getters are left alone: some warn of what is deprecated.
    const { value } = Object.getOwnPropertyDescriptor(exports, name) ?? {};
    if (isThing(value) && !builtinParts.has(value)) builtinParts.set(value, { kind: "package", specifier, name });
  }
};

/** Names that Node defines as ordinary, enumerable properties of the global object, as a program defines its own. */
const platformNames = new Set(
  "global clearImmediate setImmediate clearInterval clearTimeout setInterval setTimeout queueMicrotask structuredClone atob btoa performance fetch navigator crypto".split(
    " ",
  ),
);

/** Getters of the global object that are safe to read. */
const getters = ["process", "Buffer", "crypto", "performance", "fetch"];

/** Whether a name of the global object is the program's own: a worker does not have it. */
export const isOwnGlobal = (name: string): boolean => {
  const property = Object.getOwnPropertyDescriptor(globalThis, name);
  return property?.enumerable === true && "value" in property && !platformNames.has(name);
};

let globals: Map<unknown, string[]> | undefined;

/** Something that the language or the platform gives every thread: `Math.sqrt`, `console.log`, `Symbol.iterator`. */
export const globalValue = (value: unknown): Part | undefined => {
  globals ??= collectGlobals();
  const path = globals.get(value);
  return path && { kind: "global", path };
};

const collectGlobals = (): Map<unknown, string[]> => {
  const found = new Map<unknown, string[]>([[globalThis, []]]);
  const add = (value: unknown, path: string[]): boolean => {
    if (!(isThing(value) || typeof value === "symbol") || found.has(value)) return false;
    found.set(value, path);
    return true;
  };
  const addMembers = (value: unknown, path: string[]) => {
    for (const key of Object.getOwnPropertyNames(value)) {
      const { value: item } = Object.getOwnPropertyDescriptor(value, key)!;
      // Data below the top is the program's: `process.env`, say, is a copy in every worker.
      if (typeof item === "function" || typeof item === "symbol") add(item, [...path, key]);
    }
  };
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    const property = Object.getOwnPropertyDescriptor(globalThis, name)!;
    if (isOwnGlobal(name)) continue;
    const value = getters.includes(name) ? (globalThis as Record<string, unknown>)[name] : property.value;
    if (!add(value, [name])) continue;
    addMembers(value, [name]);
    const { prototype } = value as { prototype?: unknown };
    if (typeof value === "function" && isThing(prototype) && add(prototype, [name, "prototype"])) {
      addMembers(prototype, [name, "prototype"]);
    }
  }
  return found;
};
