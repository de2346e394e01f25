// A function as it stands in its program: its script, its place in it, and the variables around it.

import { host, openInspector } from "#platform";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "./any-function.ts";
import type { Inspection } from "./inspector.ts";
import type { Binding, Scope } from "./scopes.ts";
import { factsOf, positionOf, type ScriptFacts, startOf } from "./script.ts";

/** What a name means inside a function. */
export interface Variable {
  value: unknown;
  /** Whether the name can mean something else later. Its value may change inside all the same. */
  fixed: boolean;
  /** For an import: what of what. */
  from: Binding["from"];
}

export interface Closure {
  text: string;
  facts: ScriptFacts | undefined;
  /** Offset of the text in the script. */
  start: number | undefined;
  /** From 1; of the text's start, in the script. */
  line: number;
  column: number;
  bound: Inspection["bound"];
  /** The module's own variables, if the script is a module. */
  moduleScope: object | undefined;
  /** @throws {CaptureError} The variable is not initialised yet. */
  find(name: string, line: number): Variable | undefined;
}

/** Looks at a function; nothing where there is no inspector. */
export const lookAt = (fn: AnyFunction): Closure | undefined => {
  const inspector = openInspector();
  if (inspector === undefined) return undefined;
  const { location, scopes, bound } = inspector.inspect(fn);
  const text = Function.prototype.toString.call(fn);
  const facts = location && factsOf(inspector, location.script);
  const start = facts && startOf(facts, text, location!.line, location!.column);
  const place = start === undefined ? { line: (location?.line ?? 0) + 1, column: 1 } : positionOf(facts!, start);
  const inner = start === undefined ? undefined : facts!.analysis?.scopes.get(start);
  return {
    text,
    facts,
    start,
    ...place,
    bound,
    moduleScope: facts?.script.isModule ? scopes.at(-1) : undefined,
    find: (name, line) => {
      const scope = scopes.find((candidate) => Object.hasOwn(candidate, name));
      if (scope === undefined) return undefined;
      const value = read(scope, name, line);
      const binding = inner && outside(inner).find(name);
      return { value, fixed: binding !== undefined && isFixed(binding, value, facts!), from: binding?.from };
    },
  };
};

const read = (scope: object, name: string, line: number): unknown => {
  try {
    return (scope as Record<string, unknown>)[name];
  } catch (cause) {
    // V8 lets nobody read a variable before its declaration has run.
    throw new CaptureError(
      `pool: cannot ship a function that uses "${name}" (line ${line}): it is not initialised yet; declare it above the call`,
      { variable: name, kind: "uninitialised variable", line, cause },
    );
  }
};

/** The scope that a function was made in, seen from its own innermost one. */
const outside = (scope: Scope): Scope => {
  const { parent } = scope;
  // A function expression's own name has a scope of its own around the function's.
  return parent?.node === scope.node ? outside(parent) : (parent ?? scope);
};

const isFixed = (binding: Binding, value: unknown, facts: ScriptFacts): boolean => {
  if (binding.from !== undefined) return isFixedImport(binding.from, value, facts);
  return !binding.assigned && !(binding.late && value === undefined);
};

/** An import follows the variable that it names: whether that can change is for its own module to tell. */
const isFixedImport = (from: NonNullable<Binding["from"]>, value: unknown, { script }: ScriptFacts): boolean => {
  if (from.name === undefined) return true;
  const inspector = openInspector()!;
  const target = host.resolve(from.specifier, script.url);
  const exporter = target === undefined ? undefined : inspector.scriptAt(target);
  const { exports, analysis } = exporter ? factsOf(inspector, exporter) : {};
  const local = exports && [...exports].find(([, exported]) => exported === from.name)?.[0];
  const binding = local === undefined ? undefined : analysis?.root.bindings.get(local);
  if (binding !== undefined && binding.from === undefined)
    return isFixed(binding, value, factsOf(inspector, exporter!));
  // Passed on by a package, or CommonJS: nobody gives functions and objects new names there, numbers perhaps.
  return typeof value === "function" || (typeof value === "object" && value !== null);
};
