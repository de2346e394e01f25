// What refused syntax is called, and what to write instead of it.

import type { AnyNode } from "acorn";

type Advice = readonly [what: string, remedy: string];

const advice: Readonly<Partial<Record<AnyNode["type"], Advice>>> = {
  ArrayExpression: ["an array literal", "Use a typed array of constant length, new Float64Array(n)."],
  ArrowFunctionExpression: ["a function inside a function", "Define it outside, and call it by its name."],
  AwaitExpression: ["await", "Compile the part between two awaits as a function of its own."],
  ChainExpression: ["?.", "Nothing is null in compiled code: write a dot."],
  ClassDeclaration: ["a class", "Keep data in typed arrays that are arguments."],
  ClassExpression: ["a class", "Keep data in typed arrays that are arguments."],
  DebuggerStatement: ["debugger", "Debug the function before it is compiled: it is ordinary JavaScript."],
  ForInStatement: ["for ... in", "Write for (const i of range(n))."],
  FunctionDeclaration: ["a function inside a function", "Define it outside, and call it by its name."],
  FunctionExpression: ["a function inside a function", "Define it outside, and call it by its name."],
  ImportExpression: ["import()", "Import at the top of the file."],
  LogicalExpression: ["??", "Nothing is null in compiled code: leave it out."],
  MetaProperty: ["new.target or import.meta", "Pass the value as an argument."],
  ObjectExpression: ["an object literal", "Use one variable for each member."],
  SwitchStatement: ["switch", "Write if ... else if ..."],
  TaggedTemplateExpression: ["a template", "Compiled code knows no strings: return numbers and format them outside."],
  TemplateLiteral: ["a template", "Compiled code knows no strings: return numbers and format them outside."],
  ThisExpression: ["this", "Pass what it refers to as an argument."],
  ThrowStatement: ["throw", "Return a number that says what happened, and throw outside."],
  TryStatement: ["try", "Catch outside: a failure in compiled code is thrown by the call."],
  YieldExpression: ["yield", "Write into an array that is an argument."],
};

/** The name of a piece of syntax that compiled code has no form for, and a remedy. */
export function describeSyntax(syntax: AnyNode): Advice {
  const known = advice[syntax.type];
  if (known !== undefined) return known;
  const operator = (syntax as { operator?: string }).operator;
  return [operator ?? syntax.type, "LANGUAGE.md lists what is compiled."];
}
