// Where a package's name leads, from a file that is not the caller: node's `import.meta.resolve` knows its own file only.

import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

interface Manifest {
  name?: string;
  main?: string;
  exports?: unknown;
  imports?: unknown;
}

/** As node reads them: `--conditions=x`, `--conditions x`, `-C x`, of the command line and of NODE_OPTIONS. */
const userConditions = (): string[] => {
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? "").split(/\s+/)];
  return flags.flatMap((flag, index) => {
    const inline = /^--conditions=(.+)$/.exec(flag)?.[1];
    return inline ?? (/^(--conditions|-C)$/.test(flag) ? (flags[index + 1] ?? []) : []);
  });
};

let conditions: Set<string> | undefined;

/** The file that `import` of a package's name (or of `#name`) from a module means; nothing where that cannot be told. */
export const resolvePackage = (specifier: string, parent: string): string | undefined => {
  conditions ??= new Set([...userConditions(), "node", "import", "module-sync", "default"]);
  try {
    const from = dirname(fileURLToPath(parent));
    const found = specifier.startsWith("#") ? resolveInternal(specifier, from) : resolveName(specifier, from);
    return found !== undefined && statSync(found).isFile() ? pathToFileURL(realpathSync(found)).href : undefined;
  } catch {
    // Not installed, or not in this way: the import itself, where it is made, says what is wrong.
    return undefined;
  }
};

const resolveInternal = (specifier: string, from: string): string | undefined => {
  const folder = ancestors(from).find((candidate) => existsSync(join(candidate, "package.json")));
  const target = folder && match(specifier, read(folder).imports);
  return target?.startsWith(".") ? join(folder!, target) : undefined;
};

const resolveName = (specifier: string, from: string): string | undefined => {
  const [, name, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.*)?$/.exec(specifier) ?? [];
  if (name === undefined) return undefined;
  const folders = ancestors(from);
  // A package may import itself by its name.
  const scope = folders.find((candidate) => existsSync(join(candidate, "package.json")));
  if (scope !== undefined && read(scope).name === name && read(scope).exports !== undefined) return fileIn(scope, rest);
  const installed = folders.map((folder) => join(folder, "node_modules", name)).find((folder) => existsSync(folder));
  return installed && fileIn(installed, rest);
};

const fileIn = (folder: string, rest = ""): string | undefined => {
  const { exports, main } = read(folder);
  if (exports !== undefined && exports !== null) {
    const target = match(`.${rest}`, subpaths(exports));
    return target && join(folder, target);
  }
  if (rest !== "") return join(folder, rest);
  const candidates = [main ?? "index.js", `${main}.js`, `${main}/index.js`, "index.js"];
  return candidates.map((file) => join(folder, file)).find((file) => existsSync(file) && statSync(file).isFile());
};

/** `exports: "./x.js"` and `exports: { import: ... }` are short for `exports: { ".": ... }`. */
const subpaths = (exports: unknown): unknown =>
  typeof exports === "object" &&
  !Array.isArray(exports) &&
  Object.keys(exports as object).some((key) => key.startsWith("."))
    ? exports
    : { ".": exports };

const match = (key: string, table: unknown): string | undefined => {
  const entries = Object.entries(Object(table) as Record<string, unknown>);
  const exact = entries.find(([name]) => name === key && !name.includes("*"));
  if (exact) return pick(exact[1], "");
  // The longest prefix before the star wins.
  const patterns = entries.filter(([name]) => name.includes("*")).sort(([a], [b]) => b.indexOf("*") - a.indexOf("*"));
  for (const [name, target] of patterns) {
    const [before, after] = name.split("*") as [string, string];
    if (!key.startsWith(before) || !key.endsWith(after) || key.length < name.length) continue;
    return pick(target, key.slice(before.length, key.length - after.length));
  }
  return undefined;
};

/** The first target whose conditions hold. */
const pick = (target: unknown, star: string): string | undefined => {
  if (typeof target === "string") return target.replaceAll("*", star);
  if (Array.isArray(target)) return target.map((one) => pick(one, star)).find((found) => found !== undefined);
  for (const [condition, inner] of Object.entries(Object(target) as Record<string, unknown>)) {
    if (!conditions!.has(condition)) continue;
    const found = pick(inner, star);
    if (found !== undefined) return found;
  }
  return undefined;
};

const ancestors = (folder: string): string[] => {
  const parent = dirname(folder);
  return parent === folder ? [folder] : [folder, ...ancestors(parent)];
};

const manifests = new Map<string, Manifest>();

const read = (folder: string): Manifest => {
  let manifest = manifests.get(folder);
  if (manifest === undefined) {
    manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
    manifests.set(folder, manifest);
  }
  return manifest;
};
