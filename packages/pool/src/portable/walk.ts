// A walk through plain data: the containers that structured clone copies, element by element.

import type { AnyFunction } from "../inspect/any-function.ts";
import { isRecord } from "./kinds.ts";

/** A place inside a value, written as JavaScript would. */
export const member = (path: string, key: string | number): string => {
  if (typeof key === "number") return `${path}[${key}]`;
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
};

/** What messages can carry: the smallest stack among those of the threads that read them overflows at some 1,600 levels. */
const deepestData = 1000;

/** Data is nested too deeply for a message. */
export class NestingError extends RangeError {
  constructor() {
    super(`it is nested more than ${deepestData} levels deep`);
  }
}

export const checkDepth = (depth: number): void => {
  if (depth > deepestData) throw new NestingError();
};

/**
 * Whether `test` holds for something inside a value, itself included. `seen` collects what was visited; `depth` is that of the value.
 * Numbers and strings are passed over without a call: most values are made of them.
 */
export const contains = (
  value: unknown,
  test: (value: object | symbol | AnyFunction) => boolean,
  seen: Set<object>,
  depth = 0,
): boolean => {
  switch (typeof value) {
    case "symbol":
    case "function":
      return test(value);
    case "object":
      break;
    default:
      return false;
  }
  if (value === null || seen.has(value)) return false;
  if (test(value)) return true;
  // Rows of a table, points: what holds nothing deep leads nowhere and need not be remembered.
  if (Object.getPrototypeOf(value) === Object.prototype && !holdsDeep(value)) return false;
  seen.add(value);
  checkDepth(depth);
  if (Array.isArray(value)) {
    for (const item of value) if (isDeep(item) && contains(item, test, seen, depth + 1)) return true;
    return false;
  }
  if (value instanceof Map) {
    for (const [key, item] of value) {
      if (contains(key, test, seen, depth + 1) || contains(item, test, seen, depth + 1)) return true;
    }
    return false;
  }
  if (value instanceof Set) {
    for (const item of value) if (contains(item, test, seen, depth + 1)) return true;
    return false;
  }
  if (!isRecord(value)) return false;
  for (const key of Object.keys(value)) {
    const item = (value as Record<string, unknown>)[key];
    if (isDeep(item) && contains(item, test, seen, depth + 1)) return true;
  }
  return false;
};

const holdsDeep = (value: object): boolean => {
  for (const key in value) if (isDeep((value as Record<string, unknown>)[key])) return true;
  return false;
};

const isDeep = (value: unknown): boolean => {
  const type = typeof value;
  return type === "object" || type === "function" || type === "symbol";
};

/** Calls back for each element of a container, with its place. */
export const eachElement = (value: object, path: string, visit: (item: unknown, path: string) => void): void => {
  if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, member(path, index));
  else if (value instanceof Map) {
    for (const [key, item] of value) {
      visit(key, `${path} key ${String(key)}`);
      visit(item, `${path}.get(${typeof key === "string" ? JSON.stringify(key) : String(key)})`);
    }
  } else if (value instanceof Set) for (const item of value) visit(item, `${path} member ${String(item)}`);
  else if (isRecord(value)) {
    for (const key of Object.keys(value)) visit((value as Record<string, unknown>)[key], member(path, key));
  }
};

/** A copy of a container with its elements changed. `register` gets the copy before the elements are looked at. */
export const mapElements = (
  value: object,
  path: string,
  register: (copy: object) => void,
  change: (item: unknown, path: string) => unknown,
): void => {
  if (Array.isArray(value)) {
    const copy: unknown[] = new Array(value.length);
    register(copy);
    for (const key of Object.keys(value)) {
      const index = Number(key);
      copy[index] = change(value[index], member(path, index));
    }
  } else if (value instanceof Map) {
    const copy = new Map<unknown, unknown>();
    register(copy);
    for (const [key, item] of value) {
      copy.set(change(key, `${path} key ${String(key)}`), change(item, `${path}.get(${String(key)})`));
    }
  } else if (value instanceof Set) {
    const copy = new Set<unknown>();
    register(copy);
    for (const item of value) copy.add(change(item, `${path} member ${String(item)}`));
  } else {
    const copy: Record<string, unknown> = {};
    register(copy);
    for (const key of Object.keys(value)) {
      const item = change((value as Record<string, unknown>)[key], member(path, key));
      // An own "__proto__" is data, as it was.
      Object.defineProperty(copy, key, { value: item, writable: true, enumerable: true, configurable: true });
    }
  }
};
