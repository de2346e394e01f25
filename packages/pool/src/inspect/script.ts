// What the text of a whole script tells: which variables can change, what a module exports and imports.

import { type Node, type Program, parse } from "acorn";
import { analyzeScopes } from "./analyze-scopes.ts";
import type { Inspector, Script } from "./inspector.ts";
import type { Analysis } from "./scopes.ts";

export interface ScriptFacts {
  script: Script;
  source: string;
  lineStarts: number[];
  /** Nothing where the text cannot be analysed. */
  analysis: Analysis | undefined;
  /** Names under which a module exports its variables, by the variable. */
  exports: Map<string, string>;
  /** Where the text of a nameless default export begins. */
  defaultStart: number | undefined;
  /** Everything that a module imports from, re-exports included. */
  specifiers: string[];
}

/** A larger text (a bundle of megabytes) is not analysed: its variables count as changing, its functions as not exported. */
const largestText = 4_000_000;

const known = new Map<string, ScriptFacts>();

export const factsOf = (inspector: Inspector, script: Script): ScriptFacts => {
  let facts = known.get(script.id);
  if (facts === undefined) {
    facts = collect(inspector.sourceOf(script), script);
    known.set(script.id, facts);
  }
  return facts;
};

const collect = (source: string, script: Script): ScriptFacts => {
  const lineStarts = [0];
  for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  const program = source.length > largestText ? undefined : tryParse(source, script.isModule);
  const analysis = program && analyzeScopes(program);
  return { script, source, lineStarts, analysis, ...moduleFacts(program) };
};

const tryParse = (source: string, isModule: boolean): Program | undefined => {
  try {
    return parse(source, {
      ecmaVersion: "latest",
      sourceType: isModule ? "module" : "script",
      allowHashBang: true,
      allowReturnOutsideFunction: true,
      allowAwaitOutsideFunction: isModule,
    });
  } catch {
    // V8 has read it, acorn cannot: a proposal that V8 is ahead with. What follows from the text is then not known.
    return undefined;
  }
};

const moduleFacts = (program: Program | undefined): Pick<ScriptFacts, "exports" | "defaultStart" | "specifiers"> => {
  const exports = new Map<string, string>();
  const specifiers: string[] = [];
  let defaultStart: number | undefined;
  const nameOf = (node: Node & { name?: string; value?: unknown }): string => node.name ?? String(node.value);
  for (const node of program?.body ?? []) {
    if ("source" in node && node.source) specifiers.push(String(node.source.value));
    if (node.type === "ExportNamedDeclaration" && !node.source) {
      for (const { local, exported } of node.specifiers) exports.set(nameOf(local), nameOf(exported));
      const { declaration } = node;
      if (declaration?.type === "VariableDeclaration") {
        for (const { id } of declaration.declarations) if (id.type === "Identifier") exports.set(id.name, id.name);
      } else if (declaration) {
        exports.set(declaration.id.name, declaration.id.name);
      }
    } else if (node.type === "ExportDefaultDeclaration") {
      const { declaration } = node;
      if ("id" in declaration && declaration.id && declaration.type.endsWith("Declaration")) {
        exports.set((declaration.id as { name: string }).name, "default");
      } else {
        defaultStart = declaration.start;
      }
    }
  }
  return { exports, defaultStart, specifiers };
};

/** Where a function's text begins in its script; V8 reports where its parameters do. */
export const startOf = (facts: ScriptFacts, text: string, line: number, column: number): number | undefined => {
  const row = line - facts.script.startLine;
  const lineStart = facts.lineStarts[row];
  if (lineStart === undefined) return undefined;
  const offset = lineStart + (row === 0 ? column - facts.script.startColumn : column);
  const start = facts.source.lastIndexOf(text, offset);
  return start !== -1 && start + text.length > offset ? start : undefined;
};

/** Line and column, from 1, of an offset in a script, in the coordinates of its file. */
export const positionOf = ({ script, lineStarts }: ScriptFacts, offset: number): { line: number; column: number } => {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle;
  }
  const column = offset - lineStarts[low]! + (low === 0 ? script.startColumn : 0);
  return { line: low + script.startLine + 1, column: column + 1 };
};
