// Expressions: syntax to bound tree.

import type { Expression, Literal, MemberExpression, Pattern, PrivateIdentifier, Super } from "acorn";
import type { BinaryOp, CompoundOp, Element, Expr, Read } from "../hir.ts";
import { bindCall, bindNew } from "./bind-call.ts";
import { type BindContext, mistyped, textOf, unsupported } from "./context.ts";
import { describeSyntax } from "./describe-syntax.ts";
import type { Scope } from "./scope.ts";
import { meaningOf, staticValue } from "./static-value.ts";

const binaryOps = new Set<string>(
  "+ - * / % ** & | ^ << >> >>> < <= > >= === !== == !=".split(" ") satisfies BinaryOp[] | string[],
);

/** @throws TypingError or UnsupportedError for what has no meaning in compiled code */
export function bindExpression(context: BindContext, scope: Scope, syntax: Expression): Expr {
  const constant = staticValue(context, scope, syntax);
  if (constant !== undefined) return bindCaptured(context, syntax, constant.value);
  const bind = (part: Expression) => bindExpression(context, scope, part);
  const span = { start: syntax.start, end: syntax.end };
  switch (syntax.type) {
    case "ParenthesizedExpression":
      return bind(syntax.expression);
    case "Identifier":
      return { kind: "read", span, variable: scope.find(syntax.name)! };
    case "Literal":
      return bindLiteral(context, syntax);
    case "UnaryExpression":
      return bindUnary(context, syntax.operator, bind(syntax.argument), syntax);
    case "BinaryExpression": {
      if (!binaryOps.has(syntax.operator) || syntax.left.type === "PrivateIdentifier") break;
      return {
        kind: "binary",
        span,
        op: syntax.operator as BinaryOp,
        left: bind(syntax.left),
        right: bind(syntax.right),
      };
    }
    case "LogicalExpression":
      if (syntax.operator === "??") break;
      return { kind: "logical", span, op: syntax.operator, left: bind(syntax.left), right: bind(syntax.right) };
    case "ConditionalExpression":
      return {
        kind: "conditional",
        span,
        test: bind(syntax.test),
        consequent: bind(syntax.consequent),
        alternate: bind(syntax.alternate),
      };
    case "SequenceExpression":
      return { kind: "sequence", span, expressions: syntax.expressions.map(bind) };
    case "AssignmentExpression": {
      const operator = syntax.operator.slice(0, -1);
      if (operator !== "" && !binaryOps.has(operator)) break;
      const target = bindTarget(context, scope, syntax.left);
      return {
        kind: "assign",
        span,
        target,
        op: (operator || undefined) as CompoundOp | undefined,
        value: bind(syntax.right),
      };
    }
    case "UpdateExpression": {
      const target = bindTarget(context, scope, syntax.argument);
      return { kind: "update", span, target, op: syntax.operator, prefix: syntax.prefix };
    }
    case "MemberExpression":
      return bindMember(context, scope, syntax);
    case "CallExpression":
      return bindCall(context, scope, syntax);
    case "NewExpression":
      return bindNew(context, scope, syntax);
    default:
      break;
  }
  const [what, remedy] = describeSyntax(syntax);
  unsupported(context, syntax, `${what} is not compiled`, remedy);
}

function bindCaptured(context: BindContext, syntax: Expression, value: unknown): Expr {
  const meaning = meaningOf(value);
  if (meaning.kind === "number" || meaning.kind === "boolean") {
    return { ...meaning, span: { start: syntax.start, end: syntax.end } } as Expr;
  }
  const name = textOf(context, syntax);
  if (meaning.kind !== "other") {
    unsupported(
      context,
      syntax,
      `${name} is a function, which is no value in compiled code`,
      "Call it here, by its name.",
    );
  }
  const what = value === null ? "null" : Array.isArray(value) ? "an array" : `a captured ${typeof value}`;
  unsupported(
    context,
    syntax,
    `${name} is ${what}, and only numbers, booleans and functions are captured`,
    "Pass it as an argument: a number, a boolean, a typed array or an ndarray.",
  );
}

function bindLiteral(context: BindContext, syntax: Literal): Expr {
  const span = { start: syntax.start, end: syntax.end };
  if (typeof syntax.value === "number") return { kind: "number", span, value: syntax.value };
  if (typeof syntax.value === "boolean") return { kind: "boolean", span, value: syntax.value };
  const what = syntax.regex ? "a regular expression" : syntax.value === null ? "null" : `a ${typeof syntax.value}`;
  unsupported(context, syntax, `${what} is not compiled`, "Compiled code knows numbers and booleans.");
}

function bindUnary(context: BindContext, operator: string, argument: Expr, syntax: Expression): Expr {
  const span = { start: syntax.start, end: syntax.end };
  if (operator === "-" && argument.kind === "number") return { kind: "number", span, value: -argument.value };
  if (operator === "-" || operator === "+" || operator === "!" || operator === "~") {
    return { kind: "unary", span, op: operator, argument };
  }
  unsupported(
    context,
    syntax,
    `${operator} is not compiled`,
    "Compiled code knows numbers, booleans and arrays by type.",
  );
}

function bindTarget(context: BindContext, scope: Scope, syntax: Pattern | Expression): Read | Element {
  if (syntax.type === "Identifier") {
    const variable = scope.find(syntax.name);
    if (variable === undefined) {
      unsupported(
        context,
        syntax,
        `${syntax.name} is captured, and what is captured is frozen when the function is compiled`,
        "Return the value, or write it into an array that is an argument.",
      );
    }
    if (!variable.mutable) mistyped(context, syntax, `${syntax.name} is a constant`, "Declare it with let.");
    return { kind: "read", span: { start: syntax.start, end: syntax.end }, variable };
  }
  if (syntax.type === "MemberExpression" || syntax.type === "ParenthesizedExpression") {
    const target = bindExpression(context, scope, syntax);
    if (target.kind === "element" || target.kind === "read") return target;
  }
  unsupported(
    context,
    syntax,
    "this cannot be assigned to in compiled code",
    "Assign to a variable or to an element of a typed array; ndarrays have .set(...).",
  );
}

function bindMember(context: BindContext, scope: Scope, syntax: MemberExpression): Expr {
  if (syntax.optional)
    unsupported(context, syntax, "?. is not compiled", "Nothing is null in compiled code: write a dot.");
  const object = bindObject(context, scope, syntax.object);
  const span = { start: syntax.start, end: syntax.end };
  if (syntax.computed)
    return { kind: "element", span, object, index: bindExpression(context, scope, syntax.property as Expression) };
  return { kind: "property", span, object, name: nameOf(syntax.property) };
}

/** What stands before a dot or a bracket. */
export function bindObject(context: BindContext, scope: Scope, syntax: Expression | Super): Expr {
  if (syntax.type === "Super")
    unsupported(context, syntax, "super is not compiled", "Pass what it refers to as an argument.");
  return bindExpression(context, scope, syntax);
}

/** The name behind a dot. */
export function nameOf(syntax: Expression | PrivateIdentifier): string {
  return (syntax as { name: string }).name;
}
