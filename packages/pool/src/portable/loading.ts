// Modules that a message names, imported once per thread.

import { host } from "#platform";
import { whileImporting } from "../threads/context.ts";
import type { Part } from "./forms.ts";

type Loadable = Extract<Part, { kind: "export" | "import" | "package" | "portable" | "ndarray" }>;

const modules = new Map<string, unknown>();

/** mp's own packages: whichever file this is bundled into, it finds those that belong to it. */
const own: Record<string, () => Promise<object>> = {
  "@mp/sync": () => import("@mp/sync"),
  "@mp/sync/heap": () => import("@mp/sync/heap"),
  "@mp/shared": () => import("@mp/shared"),
  "@mp/pool": () => import("../index.ts"),
  ndarray: () => import("ndarray"),
};

/** Whether a specifier is of one of the packages that this one is built on, or of itself. */
export const isOwnPackage = (specifier: string): boolean => Object.hasOwn(own, specifier);

const keyOf = (part: Loadable): string => {
  switch (part.kind) {
    case "export":
      return `${part.loader} ${part.url}`;
    case "import":
      return `from ${part.parent} ${part.specifier}`;
    case "package":
      return part.specifier;
    case "portable":
      return part.module;
    case "ndarray":
      return "ndarray";
  }
};

const load = (part: Loadable): unknown => {
  if (part.kind === "export" && part.loader === "require") return host.requireModule(part.url);
  if (part.kind === "export") return host.importModule(part.url);
  if (part.kind === "import") return host.importFrom(part.specifier, part.parent);
  const specifier = keyOf(part);
  const known = own[specifier];
  if (known !== undefined) return known();
  if (/^[a-z]{2,}:/.test(specifier)) return host.importModule(specifier);
  // A package of the program's, not of ours: found as the program finds it.
  return host.importFrom(specifier, host.entry() ?? import.meta.url);
};

const isLoadable = (part: Part): part is Loadable =>
  part.kind === "export" ||
  part.kind === "import" ||
  part.kind === "package" ||
  part.kind === "portable" ||
  part.kind === "ndarray";

/** Imports what parts need; nothing to wait for if it is all there. The promise rejects with what an import throws. */
export const loadModules = (parts: Iterable<Part>): Promise<void> | undefined => {
  const missing = new Map<string, Loadable>();
  for (const part of parts) {
    if (isLoadable(part) && !modules.has(keyOf(part))) missing.set(keyOf(part), part);
  }
  if (missing.size === 0) return undefined;
  return whileImporting(async () => {
    await Promise.all(Array.from(missing, async ([key, part]) => modules.set(key, await load(part))));
  });
};

/** What a module exports under a name; without a name, the whole of it. */
export const exportOf = (part: Loadable, name: string | undefined): unknown => {
  const exports = modules.get(keyOf(part)) as Record<string, unknown>;
  if (name === "*") return exports;
  if (name === undefined)
    return part.kind === "package" && part.specifier.startsWith("node:") ? exports.default : exports;
  if (name in exports) return exports[name];
  // CommonJS through import: whatever its lexer did not see is on the default export.
  const whole = exports.default as Record<string, unknown> | undefined;
  if (whole !== null && whole !== undefined && name in Object(whole)) return whole[name];
  throw new TypeError(
    `pool: ${keyOf(part)} has no export named ${name} in the worker; is it made only on some condition?`,
  );
};
