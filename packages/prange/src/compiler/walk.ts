// Visits the nodes of a bound tree.

import type { Expr, Stmt, Variable } from "./hir.ts";

/** The expressions directly inside `expression`. */
export function operands(expression: Expr): readonly Expr[] {
  switch (expression.kind) {
    case "number":
    case "boolean":
    case "read":
    case "new":
      return [];
    case "unary":
      return [expression.argument];
    case "binary":
    case "logical":
      return [expression.left, expression.right];
    case "conditional":
      return [expression.test, expression.consequent, expression.alternate];
    case "assign":
      return [expression.target, expression.value];
    case "update":
      return [expression.target];
    case "element":
      return [expression.object, expression.index];
    case "property":
      return [expression.object];
    case "method":
      return [expression.object, ...expression.args.filter((arg) => arg !== undefined)];
    case "math":
    case "call":
      return expression.args;
    case "sequence":
      return expression.expressions;
  }
}

/** The statements and the expressions directly inside `statement`. */
export function parts(statement: Stmt): { statements: readonly Stmt[]; expressions: readonly Expr[] } {
  const present = <T>(items: readonly (T | undefined)[]): T[] => items.filter((item) => item !== undefined);
  switch (statement.kind) {
    case "block":
      return { statements: statement.body, expressions: [] };
    case "declare":
      return { statements: [], expressions: present([statement.init]) };
    case "evaluate":
      return { statements: [], expressions: [statement.expression] };
    case "if":
      return { statements: present([statement.consequent, statement.alternate]), expressions: [statement.test] };
    case "loop":
      return {
        statements: [...statement.init, statement.body],
        expressions: present([statement.test, statement.update]),
      };
    case "count":
      return { statements: [statement.body], expressions: present([statement.start, statement.stop]) };
    case "break":
    case "continue":
      return { statements: [], expressions: [] };
    case "return":
      return { statements: [], expressions: present([statement.value]) };
  }
}

/** Visits every statement and every expression inside `statement`, itself included, in order of the text. */
export function walk(
  statement: Stmt,
  onStatement: (statement: Stmt) => void,
  onExpression: (expression: Expr) => void,
): void {
  onStatement(statement);
  const { statements, expressions } = parts(statement);
  for (const expression of expressions) walkExpression(expression, onExpression);
  for (const inner of statements) walk(inner, onStatement, onExpression);
}

/** Visits `expression` and every expression inside it. */
export function walkExpression(expression: Expr, onExpression: (expression: Expr) => void): void {
  onExpression(expression);
  for (const operand of operands(expression)) walkExpression(operand, onExpression);
}

/** The variables that `statement` assigns to, beside their declarations. */
export function assignedIn(statement: Stmt): ReadonlySet<Variable> {
  const assigned = new Set<Variable>();
  walk(
    statement,
    () => {},
    (expression) => {
      const assigns = expression.kind === "assign" || expression.kind === "update";
      if (assigns && expression.target.kind === "read") assigned.add(expression.target.variable);
    },
  );
  return assigned;
}

/** The variables that `statement` declares, loop variables included. */
export function declaredIn(statement: Stmt): ReadonlySet<Variable> {
  const declared = new Set<Variable>();
  walk(
    statement,
    (inner) => {
      if (inner.kind === "declare" || inner.kind === "count") declared.add(inner.variable);
    },
    () => {},
  );
  return declared;
}
