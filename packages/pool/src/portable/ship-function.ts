// How functions, classes and namespaces become parts of a message.

import { type PortableForm, portable } from "@mp/sync";
import { host, openInspector } from "#platform";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "../inspect/any-function.ts";
import { bindingOf } from "../inspect/bind.ts";
import { type Closure, lookAt, type Variable } from "../inspect/closure.ts";
import { isNative } from "../inspect/function-source.ts";
import type { Script } from "../inspect/inspector.ts";
import { belongsToEntry } from "./entry.ts";
import type { Part } from "./forms.ts";
import type { FunctionShipper, GraphBuilder, LivePart, Place } from "./graph-builder.ts";
import { builtinExport, globalValue, packageExport } from "./identities.ts";
import { isNamespace, kindOf } from "./kinds.ts";
import { isOwnPackage } from "./loading.ts";
import { moduleTaskPart } from "./module-task.ts";
import { tokenOf } from "./origins.ts";
import { type Capture, type Recipe, recipeOf, where } from "./recipe.ts";
import { packageReferenceTo, referenceTo } from "./reference.ts";
import { checkCompile } from "./revive-code.ts";
import { member, NestingError } from "./walk.ts";

/** What stays true of a function once it is found out. */
type Known = { part: Part } | { recipe: Recipe };

const known = new WeakMap<object, Known>();

const ship = (value: object, builder: GraphBuilder, place: Place): LivePart | undefined => {
  const before = known.get(value);
  if (before !== undefined && "part" in before) return before.part;
  if (before?.recipe.fixed) return code(value as AnyFunction, before.recipe, builder, place);
  if (typeof value !== "function") return shipObject(value, builder, place);
  const fn = value as AnyFunction;
  const part = placeless(fn);
  if (part !== undefined) return remember(fn, part);
  const transfer = (fn as { [portable]?: () => PortableForm })[portable];
  // A class that receives has the same symbol, for a method that takes what was sent.
  if (typeof transfer === "function" && transfer.length === 0) return shipPortable(transfer.call(fn), builder, place);
  const written = bindingOf(fn)?.fn ?? fn;
  const closure = lookAt(written);
  if (closure?.bound) return shipBound(closure.bound, builder, place);
  if (isNative(written)) return undefined;
  const elsewhere = written === fn && closure !== undefined ? moduleExport(fn, closure) : undefined;
  if (elsewhere !== undefined) return remember(fn, elsewhere);
  const recipe = recipeOf(fn, closure);
  known.set(fn, { recipe });
  return code(fn, recipe, builder, place);
};

const remember = (fn: AnyFunction, part: Part): Part => {
  known.set(fn, { part });
  return part;
};

/** What a function is to everyone, wherever it is used. */
const placeless = (fn: AnyFunction): Part | undefined =>
  moduleTaskPart(fn) ?? packageExport(fn) ?? globalValue(fn) ?? (isNative(fn) ? builtinExport(fn) : undefined);

const moduleExport = (fn: AnyFunction, closure: Closure): Part | undefined => {
  const url = closure.facts?.script.url;
  return url?.startsWith("node:") ? builtinExport(fn) : (referenceTo(fn, closure) ?? packageReferenceTo(fn, closure));
};

/** A function that another package has made: what it was made of travels, other functions included, and it is made again. */
const shipPortable = ({ module, name, state }: PortableForm, builder: GraphBuilder, place: Place): LivePart => ({
  kind: "portable",
  module: isOwnPackage(module) ? module : (host.resolve(module, host.entry() ?? import.meta.url) ?? module),
  name,
  state: builder.value(state, place),
});

const shipBound = (bound: NonNullable<Closure["bound"]>, builder: GraphBuilder, place: Place): LivePart => ({
  kind: "bound",
  target: builder.value(bound.target, place),
  self: builder.value(bound.self, { ...place, path: `${place.path}'s this` }),
  args: builder.value(bound.args, { ...place, path: `${place.path}'s arguments` }),
});

const shipObject = (value: object, builder: GraphBuilder, place: Place): LivePart | undefined => {
  const part = packageExport(value) ?? globalValue(value) ?? (isNamespace(value) ? builtinExport(value) : undefined);
  if (part !== undefined || !isNamespace(value)) return part ?? builtinExport(value);
  const members: Record<string, unknown> = {};
  for (const name of Object.keys(value)) members[name] = namespaceMember(value, name, builder, place);
  return { kind: "members", members };
};

const namespaceMember = (space: object, name: string, builder: GraphBuilder, place: Place): unknown => {
  builder.changeable = true;
  return captured((space as Record<string, unknown>)[name], builder, { ...place, path: member(place.path, name) });
};

const code = (fn: AnyFunction, recipe: Recipe, builder: GraphBuilder, place: Place): LivePart => {
  const { site, lead, strict, isClass, file } = recipe;
  if (site.url?.startsWith("node:")) throw refuse(fn, place);
  checkCompile(fn.name, site.line);
  const captures: Record<string, unknown> = {};
  for (const item of recipe.captures)
    captures[item.use.name] = item.part ? builder.add(item.part) : capture(item, recipe, builder, file);
  return {
    kind: "code",
    site,
    lead,
    name: fn.name,
    strict,
    isClass,
    token: isClass ? tokenOf(fn) : undefined,
    captures,
    properties: ownProperties(fn, recipe.kept, builder, place),
    prototype: isClass ? undefined : constructorMembers(fn, builder, place),
  };
};

const capture = (
  { use, variable, line }: Capture,
  { script }: Recipe,
  builder: GraphBuilder,
  file?: string,
): unknown => {
  const { value, from } = variable;
  const place = { path: use.name, line, file, captured: true };
  // What it requires, it requires from the file that it is used in.
  if (typeof value === "function" && script !== undefined && host.isRequire(value)) {
    return builder.add({ kind: "require", url: script.url });
  }
  if (typeof value === "object" && value !== null && use.members !== undefined && isScope(use.name, value)) {
    const members: Record<string, unknown> = {};
    for (const name of use.members) members[name] = namespaceMember(value, name, builder, place);
    return builder.add({ kind: "members", members });
  }
  const target = from && script && importOf(from, script);
  if (target === undefined) return captured(value, builder, place);
  // A function is imported there as it was here, not copied with all that it uses.
  if (typeof value === "function" && !isElsewhere(value)) return builder.add(target);
  return builder.attempt(
    () => captured(value, builder, place),
    // What cannot be sent can be imported.
    () => builder.add(target),
  );
};

/** The part of an import, as a module other than the entry may make it. */
const importOf = ({ specifier, name }: NonNullable<Variable["from"]>, script: Script): Part | undefined => {
  const url = host.resolve(specifier, script.url);
  if (url === undefined) return { kind: "import", specifier, parent: script.url, name };
  const target = openInspector()?.scriptAt(url);
  if (url === host.entry() || (target !== undefined && belongsToEntry(target))) return undefined;
  return { kind: "export", url, name, loader: "import" };
};

/** Whether a function has a place of its own where every worker finds it. */
const isElsewhere = (fn: AnyFunction): boolean => {
  const before = known.get(fn);
  if (before !== undefined) return "part" in before;
  const closure = lookAt(fn);
  const part = placeless(fn) ?? (closure && !closure.bound ? moduleExport(fn, closure) : undefined);
  if (part !== undefined) remember(fn, part);
  return part !== undefined;
};

/** One of node's modules is that module there: `import os from "node:os"` gives a plain object of functions. */
const captured = (value: unknown, builder: GraphBuilder, place: Place): unknown => {
  const part = typeof value === "object" && value !== null ? builtinExport(value) : undefined;
  if (part !== undefined) return builder.add(part);
  try {
    return builder.value(value, place);
  } catch (cause) {
    if (!(cause instanceof NestingError)) throw cause;
    const { path, line, file } = place;
    throw new CaptureError(
      `pool: cannot ship the variable "${path}"${where(line, file)}: ${cause.message}; put its nodes into an array, and ` +
        "indices in place of links",
      { variable: path, kind: kindOf(value), line },
    );
  }
};

/** Also `import.meta` as Vite writes it: of what it has, only what is used can travel. */
const isScope = (name: string, value: object): boolean => name === "__vite_ssr_import_meta__" || isNamespace(value);

const ownProperties = (
  fn: AnyFunction,
  kept: ReadonlySet<string>,
  builder: GraphBuilder,
  place: Place,
): Record<string, unknown> | undefined => {
  const names = Object.keys(fn).filter((name) => !kept.has(name));
  if (names.length === 0) return undefined;
  builder.changeable = true;
  const property = (name: string) => (fn as unknown as Record<string, unknown>)[name];
  return Object.fromEntries(
    names.map((name) => [name, builder.value(property(name), { ...place, path: member(place.path, name) })]),
  );
};

/** Of a function used as a class (`function Point() {}; Point.prototype.norm = ...`). */
const constructorMembers = (
  fn: AnyFunction,
  builder: GraphBuilder,
  place: Place,
): (Part & { kind: "code" })["prototype"] => {
  const { prototype } = fn;
  if (typeof prototype !== "object" || prototype === null) return undefined;
  const names = Object.getOwnPropertyNames(prototype).filter((name) => name !== "constructor");
  const parent: unknown = Object.getPrototypeOf(prototype);
  // A generator function's prototype has no constructor of its own, and inherits from the language.
  const extended = Object.hasOwn(prototype, "constructor") && parent !== Object.prototype && parent !== null;
  if (names.length === 0 && !extended) return undefined;
  builder.changeable = true;
  const inPrototype = { ...place, path: `${place.path}.prototype` };
  const members = Object.fromEntries(
    names.map((name) => [name, builder.value(Object.getOwnPropertyDescriptor(prototype, name)!.value, inPrototype)]),
  );
  return { members, parent: extended ? builder.value((parent as object).constructor, inPrototype) : undefined };
};

const shipSymbol = (value: symbol): LivePart | undefined => globalValue(value);

const refuse = (value: unknown, { path, line, file }: Place): CaptureError => {
  const kind = typeof value === "function" ? (isNative(value) ? "native function" : "function") : kindOf(value);
  return new CaptureError(
    `pool: cannot ship the variable "${path}" (${kind})${where(line, file)}: it belongs to this thread; ` +
      "create it in the worker with `initializer`, or capture plain data instead",
    { variable: path, kind, line },
  );
};

/** The rules of cloudpickle, for a value that has to be looked into. */
export const functionShipper: FunctionShipper = { ship, shipSymbol, refuse };

/** Whether what a function's text captures may mean something else by the next time. */
export const mayChange = (fn: object): boolean => {
  const found = known.get(fn);
  return found === undefined || ("recipe" in found && !found.recipe.fixed);
};
