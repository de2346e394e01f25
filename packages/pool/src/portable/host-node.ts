// Code and modules in Node: scripts that know their file, ES modules and CommonJS.

import { existsSync, realpathSync } from "node:fs";
import { builtinModules, createRequire, isBuiltin } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Host } from "./host.ts";
import { resolvePackage } from "./resolve-package-node.ts";

/** A CommonJS module as `require.cache` has it. */
interface CommonModule {
  id: string;
  filename: string;
  exports: unknown;
  children: CommonModule[];
}

const requireHere = createRequire(import.meta.url ?? pathToFileURL(`${process.cwd()}/program.js`));

const pathOf = (url: string): string => (url.startsWith("file:") ? fileURLToPath(url) : url);

/** `node:vm`, loaded when the first function arrives as text. */
const vm = (): typeof import("node:vm") => process.getBuiltinModule("node:vm");

/** Resolves a package's name from a file that is not the caller. */
const importAs = (specifier: string, parent: string): Promise<object> =>
  new (vm().Script)("(specifier) => import(specifier)", {
    filename: parent,
    importModuleDynamically: vm().constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }).runInThisContext()(specifier);

let allowed: boolean | undefined;
let entryUrl: string | undefined;

const findEntry = (): string | undefined => {
  const started = requireHere.main?.filename ?? process.argv[1];
  if (started === undefined) return undefined;
  try {
    return pathToFileURL(realpathSync(requireHere.resolve(started))).href;
  } catch {
    // `node -e`, a REPL or a file that is gone: there is no entry that a worker could import.
    return undefined;
  }
};

/** Whether a module leads to a file through what it requires. */
const leadsTo = (module: CommonModule, path: string, seen: Set<CommonModule>): boolean => {
  if (seen.has(module)) return false;
  seen.add(module);
  return module.filename === path || module.children.some((child) => leadsTo(child, path, seen));
};

/** As written first, then as compilers and bundlers let people write it. */
const spellings = (path: string): string[] => [
  path,
  path.replace(/\.(m|c)?js$/, ".$1ts"),
  path.replace(/\.jsx?$/, ".tsx"),
  ...["js", "ts", "mjs", "mts", "cjs", "cts"].flatMap((end) => [`${path}.${end}`, `${path}/index.${end}`]),
];

/** A path of an import, as a URL. */
const fileFrom = (specifier: string, parent: string): string => {
  const plain = new URL(specifier, parent).href;
  if (!specifier.startsWith("/") || existsSync(specifier)) return plain;
  // Vite writes paths from its root, which is some folder above the file that imports.
  for (let folder = new URL(".", parent); ; folder = new URL("..", folder)) {
    const rooted = new URL(`.${specifier}`, folder);
    if (existsSync(fileURLToPath(rooted))) return rooted.href;
    if (folder.pathname === "/" || folder.href === new URL("..", folder).href) return plain;
  }
};

export const host: Host = {
  entry: () => {
    entryUrl ??= findEntry();
    return entryUrl;
  },
  mayCompile: () => {
    if (allowed === undefined) {
      try {
        new Function("");
        allowed = true;
      } catch {
        // --disallow-code-generation-from-strings: `node:vm` would still do it, but that is not what was asked for.
        allowed = false;
      }
    }
    return allowed;
  },
  evaluate: (text, { url, line, column }, lead) =>
    new (vm().Script)(text, {
      filename: url ?? "mp:function",
      lineOffset: line - 1,
      columnOffset: column - 1 - lead,
    }).runInThisContext(),
  importModule: (url) => import(/* @vite-ignore */ url),
  importFrom: (specifier, parent) => {
    if (/^\.{0,2}\//.test(specifier)) return import(/* @vite-ignore */ fileFrom(specifier, parent));
    if (isBuiltin(specifier) || /^[a-z]{2,}:/.test(specifier)) return import(/* @vite-ignore */ specifier);
    const url = resolvePackage(specifier, parent);
    return url === undefined ? importAs(specifier, parent) : import(/* @vite-ignore */ url);
  },
  requireModule: (url) => createRequire(url)(pathOf(url)),
  requireOf: (url) => createRequire(url),
  isRequire: (fn) => (fn as Partial<NodeJS.Require>).cache === requireHere.cache,
  commonModule: (url) => {
    const module = requireHere.cache[pathOf(url)] as CommonModule | undefined;
    return module && { exports: module.exports, reaches: (other) => leadsTo(module, pathOf(other), new Set()) };
  },
  resolve: (specifier, parent) => {
    if (isBuiltin(specifier) || /^(data|https?):/.test(specifier) || !parent.startsWith("file:")) return undefined;
    if (/^(\.{0,2}\/|file:)/.test(specifier)) {
      const { href, pathname } = new URL(specifier, parent);
      const path = fileURLToPath(new URL(pathname, href));
      const found = spellings(path).find((candidate) => existsSync(candidate));
      return found && pathToFileURL(found).href;
    }
    return resolvePackage(specifier, parent);
  },
  exists: (url) => existsSync(pathOf(url.replace(/[?#].*$/, ""))),
  builtinCount: () => (process as { moduleLoadList?: string[] }).moduleLoadList?.length ?? 0,
  *builtins() {
    // A built-in that nothing has loaded cannot be what a program holds; to load it may print a deprecation.
    const loaded = new Set((process as { moduleLoadList?: string[] }).moduleLoadList ?? []);
    for (const name of builtinModules) {
      const bare = name.replace(/^node:/, "");
      if (bare.startsWith("_") || (loaded.size > 0 && !loaded.has(`NativeModule ${bare}`))) continue;
      const exports = process.getBuiltinModule(`node:${bare}`);
      if (exports !== undefined) yield [`node:${bare}`, exports] as const;
    }
  },
  // Ticks run when the queue of promises is empty: a microtask would be in the midst of it.
  afterTurn: (callback) => process.nextTick(callback),
};
