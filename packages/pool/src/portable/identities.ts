// Values that every thread has of its own: exports of mp and of node, and what the language gives.

import * as shared from "@mp/shared";
import * as sync from "@mp/sync";
import * as syncHeap from "@mp/sync/heap";
import { host } from "#platform";
import * as pool from "../index.ts";
import { isNative } from "../inspect/function-source.ts";
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

/** Whether a name of the global object is the program's own: a worker does not have it. */
export const isOwnGlobal = (name: string): boolean => {
  const property = Object.getOwnPropertyDescriptor(globalThis, name);
  if (property?.enumerable !== true || !("value" in property) || platformNames.has(name)) return false;
  return typeof property.value !== "function" || !isNative(property.value);
};

/**
 * Names whose members are looked at. Not all that there are: to read one of Node's lazy ones (`fetch`, `crypto`,
 * `WebSocket`) loads its module, 20 ms and more.
 */
const known =
  "Object Function Array Number Boolean String Symbol Date Promise RegExp Math JSON Reflect Atomics Intl BigInt Proxy " +
  "Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError Map Set WeakMap WeakSet " +
  "WeakRef FinalizationRegistry Iterator ArrayBuffer SharedArrayBuffer DataView Int8Array Uint8Array Uint8ClampedArray " +
  "Int16Array Uint16Array Int32Array Uint32Array Float32Array Float64Array BigInt64Array BigUint64Array WebAssembly " +
  "console process Buffer performance URL";

let globals: Map<unknown, string[]> | undefined;

/** Something that the language or the platform gives every thread: `Math.sqrt`, `console.log`, `Symbol.iterator`. */
export const globalValue = (value: unknown): Part | undefined => {
  globals ??= collectGlobals();
  const path = globals.get(value) ?? pathByName(value);
  return path && { kind: "global", path };
};

/** A function that goes by the name under which it is global: `fetch`, `setTimeout`, `structuredClone`. */
const pathByName = (value: unknown): string[] | undefined => {
  const name = typeof value === "function" ? value.name : "";
  if (name === "" || !Object.hasOwn(globalThis, name) || isOwnGlobal(name)) return undefined;
  return (globalThis as Record<string, unknown>)[name] === value ? [name] : undefined;
};

const collectGlobals = (): Map<unknown, string[]> => {
  const found = new Map<unknown, string[]>([[globalThis, []]]);
  const add = (value: unknown, path: string[]): boolean => {
    if (!(isThing(value) || typeof value === "symbol") || found.has(value)) return false;
    found.set(value, path);
    return true;
  };
  const addMembers = (value: object, path: string[]) => {
    for (const key of Object.getOwnPropertyNames(value)) {
      const item = Object.getOwnPropertyDescriptor(value, key)?.value;
      // Data below the top is the program's: `process.env`, say, is a copy in every worker.
      if (typeof item === "function" || typeof item === "symbol") add(item, [...path, key]);
    }
  };
  for (const name of known.split(" ")) {
    const value = (globalThis as Record<string, unknown>)[name];
    if (!isThing(value) || !add(value, [name])) continue;
    addMembers(value, [name]);
    const { prototype } = value as { prototype?: unknown };
    if (typeof value === "function" && isThing(prototype) && add(prototype, [name, "prototype"])) {
      addMembers(prototype, [name, "prototype"]);
    }
  }
  return found;
};
