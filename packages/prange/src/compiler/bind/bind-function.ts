// Syntax to bound tree, for a function and, through its calls, for every function that it reaches.

import type { Pattern } from "acorn";
import { UnsupportedError } from "../../errors.ts";
import type { SourceText, Span } from "../../source-excerpt.ts";
import type { BoundFunction, Stmt, Variable } from "../hir.ts";
import { parse } from "../parse.ts";
import type { Resolution } from "../program.ts";
import { bindExpression } from "./bind-expression.ts";
import { bindStatements } from "./bind-statement.ts";
import { type BindContext, unsupported } from "./context.ts";
import { Scope } from "./scope.ts";

/** Where functions come from. */
export interface FunctionSources {
  resolve(name: string, from: Function): Resolution;
  sourceOf(fn: Function): SourceText;
}

/**
 * Binds `root` and all that it calls.
 *
 * @throws ParseError, TypingError or UnsupportedError, in whichever function the problem is
 */
export function bind(root: Function, text: SourceText, sources: FunctionSources): BoundFunction {
  const bound = new Map<Function, BoundFunction | "binding">();

  const bindOne = (fn: Function, text: SourceText, name: string): BoundFunction => {
    bound.set(fn, "binding");
    const context: BindContext = {
      text,
      resolve: (free) => sources.resolve(free, fn),
      bindCallee: (callee, calleeName, span) => {
        const known = bound.get(callee);
        if (known === "binding") {
          unsupported({ text }, span, `${calleeName} calls itself`, "Write the recursion as a loop.");
        }
        return known ?? bindOne(callee, textOfCallee(sources, callee, text, calleeName, span), calleeName);
      },
    };
    const result = bindSyntax(context, fn, name);
    bound.set(fn, result);
    return result;
  };

  return bindOne(root, text, root.name || "the function");
}

function textOfCallee(sources: FunctionSources, fn: Function, from: SourceText, name: string, span: Span): SourceText {
  if (/\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(fn))) {
    throw new UnsupportedError({
      reason: `${name} is built into the engine and has no source`,
      remedy: "Call functions of Math or functions written in JavaScript.",
      text: from,
      span,
    });
  }
  return sources.sourceOf(fn);
}

function bindSyntax(context: BindContext, fn: Function, name: string): BoundFunction {
  const syntax = parse(context.text);
  const scope = new Scope();
  const parameters = syntax.params.map((pattern, index) => bindParameter(context, scope, pattern, index));
  const jumps = { breaks: [], continues: [] };
  let body: Stmt[];
  if (syntax.body.type === "BlockStatement") {
    body = bindStatements(context, new Scope(scope), jumps, syntax.body.body);
  } else {
    const value = bindExpression(context, scope, syntax.body);
    body = [{ kind: "return", span: syntax.body, value }];
  }
  return {
    fn,
    name,
    text: context.text,
    parameters,
    body: { kind: "block", span: syntax.body, body },
    span: { start: syntax.start, end: syntax.body.start },
  };
}

function bindParameter(context: BindContext, scope: Scope, pattern: Pattern, index: number): Variable {
  if (pattern.type === "Identifier") return scope.declare(pattern.name, pattern, true, index);
  const what = pattern.type === "AssignmentPattern" ? "a default value" : "a pattern";
  unsupported(
    context,
    pattern,
    `${what} in a parameter list is not compiled`,
    "Give each parameter a plain name, and pass every argument.",
  );
}
