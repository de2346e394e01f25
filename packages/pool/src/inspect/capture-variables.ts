// What a function's names hold, for those who read its text: the compiler of loops.

import { originalPosition, restInspector } from "#platform";
import type { FunctionSite } from "../portable/forms.ts";
import type { AnyFunction } from "./any-function.ts";
import { bindingOf } from "./bind.ts";
import { lookAt } from "./closure.ts";
import { readFunctionText } from "./function-source.ts";

export interface Captured {
  site: FunctionSite;
  /** Whether the variables could be looked at; if not, `values` has what `bind` gave and `missing` all other names. */
  inspectable: boolean;
  values: Map<string, unknown>;
  /** Names that no scope around the function declares: globals, or nothing. */
  missing: string[];
}

/**
 * Reads the values that names have inside a function, now.
 *
 * @throws {CaptureError} A variable is not initialised yet.
 * @example
 * const scale = 3;
 * captureVariables((x: number) => x * scale, ["scale", "Math"]);  // values: scale => 3; missing: ["Math"]
 */
export const captureVariables = (fn: AnyFunction, names: readonly string[]): Captured => {
  const given = bindingOf(fn);
  if (given !== undefined) {
    const inner = captureVariables(given.fn, names);
    for (const [name, value] of given.variables) if (names.includes(name)) inner.values.set(name, value);
    return { ...inner, missing: inner.missing.filter((name) => !inner.values.has(name)) };
  }
  const text = Function.prototype.toString.call(fn);
  const source = readFunctionText(text).expression;
  try {
    const closure = lookAt(fn);
    const values = new Map<string, unknown>();
    if (closure === undefined) {
      return { site: { source, url: undefined, line: 1, column: 1 }, inspectable: false, values, missing: [...names] };
    }
    const site = { source, ...originalPosition(closure.facts?.script.url, closure.line, closure.column) };
    for (const name of names) {
      const variable = closure.find(name, site.line);
      if (variable !== undefined) values.set(name, variable.value);
    }
    return { site, inspectable: true, values, missing: names.filter((name) => !values.has(name)) };
  } finally {
    // The caller is about to run WebAssembly, which an active debugger slows down.
    restInspector("now");
  }
};
