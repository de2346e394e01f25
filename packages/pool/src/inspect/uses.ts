// What a function's text uses from outside: names, how it uses them, and what only its place can give it.

import { analyzeScopes } from "./analyze-scopes.ts";
import { readFunctionText } from "./function-source.ts";
import type { Analysis, Surrounding } from "./scopes.ts";

/** How a function uses one name that it does not declare. */
export interface Use {
  name: string;
  /** Where first, as an offset in the function's own text. */
  offset: number;
  /** The members read, if it does nothing but read members: `fs.readFileSync`, `import_x.y`. */
  members: Set<string> | undefined;
}

export interface Uses {
  names: Map<string, Use>;
  surroundings: Map<Surrounding, number>;
}

const known = new WeakMap<object, Uses>();

/** The names that a function's text leaves open, globals included. */
export const usesOf = (source: string): Uses => {
  const text = readFunctionText(source);
  let uses = known.get(text);
  if (uses === undefined) {
    uses = collect(analyzeScopes(text.program, text.isMethod), text.lead);
    known.set(text, uses);
  }
  return uses;
};

const collect = ({ free, surroundings }: Analysis, lead: number): Uses => {
  const names = new Map<string, Use>();
  for (const { name, start, member } of free) {
    let use = names.get(name);
    if (use === undefined) {
      use = { name, offset: start - lead, members: new Set() };
      names.set(name, use);
    }
    if (member === undefined) use.members = undefined;
    else use.members?.add(member);
  }
  return { names, surroundings: new Map([...surroundings].map(([what, start]) => [what, start - lead])) };
};

/**
 * The names that a function's text uses and does not declare, globals included, in the order of their first use.
 *
 * @example
 * freeVariables("(x) => Math.sqrt(x) * scale");  // => ["Math", "scale"]
 */
export const freeVariables = (source: string): string[] => [...usesOf(source).names.keys()];
