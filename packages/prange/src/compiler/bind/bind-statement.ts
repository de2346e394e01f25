// Statements: syntax to bound tree.

import type { ForOfStatement, ForStatement, ModuleDeclaration, Pattern, Statement, VariableDeclaration } from "acorn";
import type { Loop, Stmt, Target } from "../hir.ts";
import { bindExpression } from "./bind-expression.ts";
import { type BindContext, unsupported } from "./context.ts";
import { describeSyntax } from "./describe-syntax.ts";
import { type Jumps, Scope } from "./scope.ts";
import { meaningOf, staticValue } from "./static-value.ts";

/** Binds the statements of one block, in its scope. */
export function bindStatements(
  context: BindContext,
  scope: Scope,
  jumps: Jumps,
  statements: readonly (Statement | ModuleDeclaration)[],
): Stmt[] {
  return statements.flatMap((statement) => bindStatement(context, scope, jumps, statement as Statement));
}

function bindStatement(context: BindContext, scope: Scope, jumps: Jumps, syntax: Statement, label?: string): Stmt[] {
  const span = { start: syntax.start, end: syntax.end };
  const bindBody = (body: Statement, inner: Jumps = jumps): Stmt => ({
    kind: "block",
    span: { start: body.start, end: body.end },
    body: bindStatement(context, new Scope(scope), inner, body),
  });
  switch (syntax.type) {
    case "EmptyStatement":
      return [];
    case "BlockStatement": {
      const target = label === undefined ? undefined : { label, loop: false };
      const inner = target === undefined ? jumps : { ...jumps, breaks: [...jumps.breaks, target] };
      return [{ kind: "block", span, target, body: bindStatements(context, new Scope(scope), inner, syntax.body) }];
    }
    case "ExpressionStatement":
      if (syntax.directive !== undefined) return [];
      return [{ kind: "evaluate", span, expression: bindExpression(context, scope, syntax.expression) }];
    case "VariableDeclaration":
      return bindDeclarations(context, scope, syntax);
    case "IfStatement":
      return [
        {
          kind: "if",
          span,
          test: bindExpression(context, scope, syntax.test),
          consequent: bindBody(syntax.consequent),
          alternate: syntax.alternate ? bindBody(syntax.alternate) : undefined,
        },
      ];
    case "WhileStatement":
    case "DoWhileStatement": {
      const target = { label, loop: true };
      const test = bindExpression(context, scope, syntax.test);
      const body = bindBody(syntax.body, enter(jumps, target));
      return [
        {
          kind: "loop",
          span,
          target,
          init: [],
          test,
          testFirst: syntax.type === "WhileStatement",
          update: undefined,
          body,
        },
      ];
    }
    case "ForStatement":
      return [bindFor(context, new Scope(scope), jumps, syntax, label)];
    case "ForOfStatement":
      return [bindCount(context, scope, jumps, syntax, label)];
    case "LabeledStatement":
      return bindStatement(context, scope, jumps, syntax.body, syntax.label.name);
    case "BreakStatement":
      return [{ kind: "break", span, target: jumpTarget(context, syntax, jumps.breaks, syntax.label?.name) }];
    case "ContinueStatement":
      return [{ kind: "continue", span, target: jumpTarget(context, syntax, jumps.continues, syntax.label?.name) }];
    case "ReturnStatement":
      return [
        { kind: "return", span, value: syntax.argument ? bindExpression(context, scope, syntax.argument) : undefined },
      ];
    default: {
      const [what, remedy] = describeSyntax(syntax);
      return unsupported(context, syntax, `${what} is not compiled`, remedy);
    }
  }
}

function enter(jumps: Jumps, target: Target): Jumps {
  return { breaks: [...jumps.breaks, target], continues: [...jumps.continues, target] };
}

function jumpTarget(
  context: BindContext,
  syntax: Statement,
  targets: readonly Target[],
  label: string | undefined,
): Target {
  const target =
    label === undefined
      ? targets.findLast((candidate) => candidate.loop)
      : targets.findLast((candidate) => candidate.label === label);
  if (target !== undefined) return target;
  unsupported(context, syntax, "there is no loop to leave here", "Put it inside a loop of this function.");
}

function bindDeclarations(context: BindContext, scope: Scope, syntax: VariableDeclaration): Stmt[] {
  if (syntax.kind !== "let" && syntax.kind !== "const") {
    unsupported(context, syntax, `${syntax.kind} is not compiled`, "Declare variables with let or const.");
  }
  return syntax.declarations.map((declarator): Stmt => {
    const name = nameOf(context, declarator.id);
    const init = declarator.init ? bindExpression(context, scope, declarator.init) : undefined;
    const variable = scope.declare(name, declarator.id, syntax.kind === "let");
    return { kind: "declare", span: { start: declarator.start, end: declarator.end }, variable, init };
  });
}

function nameOf(context: BindContext, pattern: Pattern): string {
  if (pattern.type === "Identifier") return pattern.name;
  unsupported(context, pattern, "a pattern is not compiled", "Declare one variable for each member.");
}

function bindFor(
  context: BindContext,
  scope: Scope,
  jumps: Jumps,
  syntax: ForStatement,
  label: string | undefined,
): Loop {
  const target = { label, loop: true };
  const init: Stmt[] = [];
  if (syntax.init?.type === "VariableDeclaration") init.push(...bindDeclarations(context, scope, syntax.init));
  else if (syntax.init) {
    const expression = bindExpression(context, scope, syntax.init);
    init.push({ kind: "evaluate", span: expression.span, expression });
  }
  return {
    kind: "loop",
    span: { start: syntax.start, end: syntax.end },
    target,
    init,
    test: syntax.test ? bindExpression(context, scope, syntax.test) : undefined,
    testFirst: true,
    update: syntax.update ? bindExpression(context, scope, syntax.update) : undefined,
    body: {
      kind: "block",
      span: { start: syntax.body.start, end: syntax.body.end },
      body: bindStatement(context, new Scope(scope), enter(jumps, target), syntax.body),
    },
  };
}

function bindCount(
  context: BindContext,
  scope: Scope,
  jumps: Jumps,
  syntax: ForOfStatement,
  label: string | undefined,
): Stmt {
  const { left, right } = syntax;
  const call = right.type === "CallExpression" && right.callee.type !== "Super" ? right : undefined;
  const callee = call && staticValue(context, scope, call.callee as Exclude<typeof call.callee, { type: "Super" }>);
  const meaning = callee && meaningOf(callee.value);
  if (call === undefined || meaning?.kind !== "marker") {
    unsupported(
      context,
      right,
      "for ... of runs over prange(...) and range(...) only",
      "Count the elements: for (const i of range(values.length)) reads values[i].",
    );
  }
  if (syntax.await || left.type !== "VariableDeclaration" || (left.kind !== "const" && left.kind !== "let")) {
    unsupported(
      context,
      left,
      "the loop variable must be declared in the loop",
      `Write for (const i of ${meaning.name}(n)).`,
    );
  }
  const bounds = call.arguments.map((argument) => {
    if (argument.type === "SpreadElement")
      unsupported(context, argument, "... is not compiled", "Write the bounds out.");
    return bindExpression(context, scope, argument);
  });
  if (bounds.length < 1 || bounds.length > 2) {
    unsupported(
      context,
      right,
      `${meaning.name} takes (stop) or (start, stop), got ${bounds.length} arguments`,
      "Multiply inside the loop to count in other steps than 1.",
    );
  }
  const target = { label, loop: true };
  const inner = new Scope(scope);
  const pattern = left.declarations[0]!.id;
  const variable = inner.declare(nameOf(context, pattern), pattern, left.kind === "let");
  return {
    kind: "count",
    span: { start: syntax.start, end: syntax.end },
    head: { start: syntax.start, end: syntax.body.start },
    target,
    marker: meaning.name,
    variable,
    start: bounds.length === 2 ? bounds[0] : undefined,
    stop: bounds.at(-1)!,
    body: {
      kind: "block",
      span: { start: syntax.body.start, end: syntax.body.end },
      body: bindStatement(context, new Scope(inner), enter(jumps, target), syntax.body),
    },
  };
}
