// Functions named by their module: no text, no captures, and bundlers see where they are.

import { host } from "#platform";
import type { AnyFunction } from "../inspect/any-function.ts";
import type { Part } from "./forms.ts";

const tasks = new WeakMap<AnyFunction, Part>();

/** The part of a function that {@link moduleTask} made. */
export const moduleTaskPart = (fn: AnyFunction): Part | undefined => tasks.get(fn);

/**
 * Names a function by the module that exports it. The module is imported in the workers only, and here if the function
 * is called here.
 *
 * @param url The module. Bundlers understand `new URL("./tiles.js", import.meta.url)`, written out.
 * @param name The export's name.
 * @throws {TypeError} The URL is relative, or the name is empty.
 *
 * @example
 * const readTile = moduleTask<(name: string) => Float64Array>(new URL("./tiles.js", import.meta.url), "readTile");
 * await pool.map(readTile, names);
 */
export const moduleTask = <F extends (...args: never[]) => unknown>(
  url: URL | string,
  name: string,
): ((...args: Parameters<F>) => Promise<Awaited<ReturnType<F>>>) => {
  const href = String(url);
  if (!URL.canParse(href)) {
    throw new TypeError(`moduleTask: url must be absolute, got "${href}"; write new URL("${href}", import.meta.url)`);
  }
  if (typeof name !== "string" || name === "") {
    throw new TypeError(`moduleTask: name must be the name of an export, got ${JSON.stringify(name) ?? typeof name}`);
  }
  const task = async (...args: Parameters<F>): Promise<Awaited<ReturnType<F>>> => {
    const exports = (await host.importModule(href)) as Record<string, F>;
    return (await exports[name]!(...args)) as Awaited<ReturnType<F>>;
  };
  Object.defineProperty(task, "name", { value: name, configurable: true });
  tasks.set(task, { kind: "export", url: href, name, loader: "import" });
  return task;
};
