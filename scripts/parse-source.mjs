// Reads a TypeScript file for the layer check: what it imports, and where it waits on a word.

import { stripTypeScriptTypes } from "node:module";
import { parse as parseModule } from "acorn";

/**
 * @typedef {{ specifier: string; line: number; typeOnly: boolean }} Import
 * @param {string} path for messages
 * @param {string} text
 * @returns {{ imports: Import[]; waits: number[] }} `waits`: lines that name `Atomics.wait` or `Atomics.waitAsync`
 */
export const parse = (path, text) => {
  /** @type {Import[]} */
  const imports = [];
  // Type-only imports are erased by the stripping, so they are read from the text; layers bind types too.
  for (const match of text.matchAll(/^[ \t]*(?:import|export)\s+type\b[^;]*?\bfrom\s+"([^"]+)"/gm)) {
    imports.push({ specifier: match[1] ?? "", line: text.slice(0, match.index).split("\n").length, typeOnly: true });
  }
  /** @type {number[]} */
  const waits = [];
  let program;
  try {
    // Stripping keeps positions: lines are the file's own.
    program = parseModule(stripTypeScriptTypes(text), { ecmaVersion: "latest", sourceType: "module", locations: true });
  } catch (cause) {
    throw new Error(`${path}: cannot be read for the layer check`, { cause });
  }
  /** @param {any} node */
  const visit = (node) => {
    if (node === null || typeof node !== "object") return;
    if (Array.isArray(node)) return node.forEach(visit);
    const line = node.loc?.start.line;
    if (typeof node.source?.value === "string") imports.push({ specifier: node.source.value, line, typeOnly: false });
    if (
      node.type === "MemberExpression" &&
      node.object.name === "Atomics" &&
      /^wait/.test(node.property.name ?? node.property.value ?? "")
    ) {
      waits.push(line);
    }
    for (const key in node) if (key !== "loc") visit(node[key]);
  };
  visit(program.body);
  return { imports, waits };
};
