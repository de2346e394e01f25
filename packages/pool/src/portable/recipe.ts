// What is known of a function that travels as text: found out once, and its variables again as often as they can change.

import { host, originalPosition } from "#platform";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "../inspect/any-function.ts";
import { bindingOf } from "../inspect/bind.ts";
import type { Closure, Variable } from "../inspect/closure.ts";
import { readFunctionText } from "../inspect/function-source.ts";
import type { Script } from "../inspect/inspector.ts";
import { positionOf } from "../inspect/script.ts";
import { type Use, usesOf } from "../inspect/uses.ts";
import type { FunctionSite, Part } from "./forms.ts";
import { isOwnGlobal } from "./identities.ts";
import { travelText } from "./travel-text.ts";

export interface Capture {
  use: Use;
  variable: Variable;
  /** Line of its first use, in the user's file. */
  line: number | undefined;
  /** What travels in its place: it is no value of the program's. */
  part?: Part;
}

export interface Recipe {
  site: FunctionSite;
  file: string | undefined;
  lead: number;
  strict: boolean;
  isClass: boolean;
  captures: Capture[];
  /** Own properties that the text itself makes. */
  kept: ReadonlySet<string>;
  /** Whether the captured names will always mean what they mean now. */
  fixed: boolean;
  script: Script | undefined;
}

/** What Vite makes of `import` in `import("./x.js")`, on the server and in vitest. */
const viteImporter = "__vite_ssr_dynamic_import__";

/** Looks at a function's text and variables; `closure` as just seen. */
export const recipeOf = (fn: AnyFunction, closure: Closure | undefined): Recipe => {
  const given = bindingOf(fn);
  const written = given?.fn ?? fn;
  const { text, heritage, importer, kept } = travelText(Function.prototype.toString.call(written));
  const { expression, lead, isClass } = readFunctionText(text);
  const { names, surroundings } = usesOf(text);
  const script = closure?.facts?.script;
  const lineOf = (offset: number): number | undefined => userLine(closure, text, offset);
  for (const [what, offset] of surroundings) throw refuseSurrounding(what, fn.name, lineOf(offset), script?.url);
  const captures: Capture[] = [];
  const made = (name: string, value: unknown, part?: Part) => {
    const use = { name, offset: 0, members: undefined };
    captures.push({ use, variable: { value, fixed: true, from: undefined }, line: lineOf(0), part });
  };
  if (heritage !== undefined) made(heritage, Object.getPrototypeOf(written));
  for (const use of names.values()) {
    if (use.name === heritage) continue;
    if (use.name === importer || use.name === viteImporter) {
      made(use.name, undefined, { kind: "importer", parent: script?.url ?? host.entry() ?? import.meta.url });
      continue;
    }
    const variable = given?.variables.has(use.name)
      ? { value: given.variables.get(use.name), fixed: true, from: undefined }
      : findVariable(use, closure, lineOf(use.offset), fn.name);
    if (variable !== undefined) captures.push({ use, variable, line: lineOf(use.offset) });
  }
  return {
    site: { source: expression, url: script?.url, line: closure?.line ?? 1, column: closure?.column ?? 1 },
    file: closure && originalPosition(script?.url, closure.line, closure.column).url,
    lead,
    kept,
    strict: isStrict(closure),
    isClass,
    captures,
    fixed: captures.every(({ variable }) => variable.fixed),
    script,
  };
};

/** esbuild's helper, which a page cannot look up: it gives a function the name that it had before it was minified. */
const keepName = (target: AnyFunction): AnyFunction => target;

const findVariable = (
  { name, offset }: Use,
  closure: Closure | undefined,
  line: number | undefined,
  functionName: string,
): Variable | undefined => {
  const found = closure?.find(name, line ?? offset);
  if (found !== undefined) return found;
  if (isOwnGlobal(name)) return { value: (globalThis as Record<string, unknown>)[name], fixed: false, from: undefined };
  if (closure === undefined && name === "__name") return { value: keepName, fixed: true, from: undefined };
  // What is neither there nor here is a ReferenceError when it is reached, as it would be without a pool.
  if (closure !== undefined || name in globalThis) return undefined;
  throw new CaptureError(
    `pool: ${functionName || "the function"} uses "${name}", which cannot be looked up here; ` +
      `give it: bind(fn, { ${name} }), or moduleTask(new URL("./module.js", import.meta.url), "name")`,
    { variable: name, kind: "variable", line },
  );
};

const userLine = (closure: Closure | undefined, text: string, offset: number): number | undefined => {
  if (closure?.facts === undefined) return undefined;
  const { start, facts } = closure;
  const rows = text.slice(0, offset).split("\n").length - 1;
  const place = start === undefined ? { line: closure.line + rows, column: 1 } : positionOf(facts, start + offset);
  return originalPosition(facts.script.url, place.line, place.column).line;
};

/** `"use strict"` at the head of a script, or of the function that a loader has put around it. */
const strictHead =
  /^(?:\s|\/\/.*\n|\/\*[\s\S]*?\*\/|[(;!]|(?:async\s*)?(?:function)?\s*\w*\s*\([^)]*\)\s*(?:=>\s*)?\{)*["']use strict["']/;

const isStrict = (closure: Closure | undefined): boolean => {
  // Where nobody can tell, as modules are: a page's functions come from nowhere else.
  if (closure?.facts === undefined) return true;
  return closure.facts.script.isModule || strictHead.test(closure.facts.source);
};

const surroundingRemedy: Record<string, string> = {
  this: "use a variable, or pass the object as an argument",
  super: "call the method from a function that is exported, or pass the object as an argument",
  "new.target": "keep it in a variable",
  arguments: "use rest parameters: (...args) => ...",
  "import.meta": "keep what you need of it in a variable, such as const url = import.meta.url",
  eval: "what its text uses cannot be known; call it as (0, eval)(text)",
};

const refuseSurrounding = (
  what: string,
  name: string,
  line: number | undefined,
  url: string | undefined,
): CaptureError =>
  new CaptureError(
    `pool: cannot ship ${name || "the function"}, which uses ${what}${where(line, url)}: it belongs to the place where the ` +
      `function was written; ${surroundingRemedy[what] ?? "a private name is known in its class only"}`,
    { variable: what, kind: what.startsWith("#") ? "private name" : what, line },
  );

/** " (line 12 of tiles.ts)", as far as is known. */
export const where = (line: number | undefined, url: string | undefined): string => {
  if (line === undefined) return "";
  const file = url?.split(/[/\\]/).at(-1);
  return file ? ` (line ${line} of ${file})` : ` (line ${line})`;
};
