// Code and modules in a page or a browser's worker.

import type { Host } from "./host.ts";

let allowed: boolean | undefined;

export const host: Host = {
  entry: () => undefined,
  mayCompile: () => {
    if (allowed === undefined) {
      try {
        new Function("");
        allowed = true;
      } catch {
        // A content security policy without 'unsafe-eval'; the caller says so by name.
        allowed = false;
      }
    }
    return allowed;
  },
  evaluate: (text) => new Function(`return ${text}`)(),
  importModule: (url) => import(/* @vite-ignore */ /* webpackIgnore: true */ url),
  importFrom: (specifier, parent) => {
    const url = /^\.{0,2}\//.test(specifier) ? new URL(specifier, parent).href : specifier;
    return import(/* @vite-ignore */ /* webpackIgnore: true */ url);
  },
  requireModule: (url) => {
    throw new TypeError(`pool: ${url} is a CommonJS module, which no browser can load`);
  },
  requireOf: (url) => {
    throw new TypeError(`pool: ${url} uses require, which no browser has`);
  },
  isRequire: () => false,
  commonModule: () => undefined,
  resolve: () => undefined,
  exists: () => true,
  builtins: () => [],
  builtinCount: () => 0,
  afterTurn: (callback) => queueMicrotask(callback),
};
