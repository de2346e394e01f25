// What kind of thing a value is, seen by someone who wants to send it.

import { portable } from "@mp/sync";
import { isHeapBuffer } from "@mp/sync/internal";

/** An object that knows how to cross by itself. */
export interface Portable {
  [portable](): { module: string; name: string; state: unknown };
}

/** A scijs ndarray, as far as it matters here. */
export interface NdarrayLike {
  data: unknown;
  shape: number[];
  stride: number[];
  offset: number;
}

export const isPortable = (value: object): value is Portable =>
  typeof (value as Partial<Portable>)[portable] === "function";

export const isNdarray = (value: object): value is NdarrayLike => {
  const { data, shape, stride, offset, pick } = value as NdarrayLike & { pick?: unknown };
  return (
    typeof pick === "function" && Array.isArray(shape) && Array.isArray(stride) && typeof offset === "number" && !!data
  );
};

/** A typed array, a DataView or a whole buffer over the heap. */
export const isHeapView = (value: object): value is ArrayBufferView | SharedArrayBuffer => {
  const buffer = ArrayBuffer.isView(value) ? value.buffer : value;
  return typeof SharedArrayBuffer === "function" && buffer instanceof SharedArrayBuffer && isHeapBuffer(buffer);
};

/** An ES module's namespace, or what a bundler or a test runner has in its place. */
export const isNamespace = (value: object): boolean =>
  (value as { [Symbol.toStringTag]?: unknown })[Symbol.toStringTag] === "Module" ||
  (value as { __esModule?: unknown }).__esModule === true ||
  isGetterTable(value);

/** esbuild's `var ns = {}; __export(ns, { a: () => a })`, and `__toESM(require("path"))`, which has a `default` besides. */
const isGetterTable = (value: object): boolean => {
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  let getters = 0;
  for (const name in value) {
    const { get, set } = Object.getOwnPropertyDescriptor(value, name) ?? {};
    if (get !== undefined && set === undefined) getters += 1;
    else if (name !== "default") return false;
  }
  return getters > 0;
};

/** Whether structured clone visits an object's own properties and drops its class. */
export const isRecord = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return (
    prototype === Object.prototype || prototype === null || Object.prototype.toString.call(value) === "[object Object]"
  );
};

/** Whether an object is of a class with methods or accessors: without them it is not what it was. */
export const hasMethods = (value: object): boolean => {
  let prototype: object | null = Object.getPrototypeOf(value);
  while (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    if (Reflect.ownKeys(prototype).some((key) => key !== "constructor")) return true;
    prototype = Object.getPrototypeOf(prototype);
  }
  return false;
};

/** A value's class or type, as an error message names it. */
export const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const named: unknown = (Object.getPrototypeOf(value) as { constructor?: { name?: unknown } } | null)?.constructor
    ?.name;
  if (typeof named === "string" && named !== "" && named !== "Object") return named;
  return Object.prototype.toString.call(value).slice(8, -1);
};
