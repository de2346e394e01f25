// Expressions: syntax to bound tree.

import type {
  CallExpression,
  Expression,
  Literal,
  MemberExpression,
  NewExpression,
  Pattern,
  PrivateIdentifier,
  SpreadElement,
  Super,
} from "acorn";
import type { BinaryOp, CompoundOp, Element, Expr, NumberLiteral, Read } from "../hir.ts";
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

function bindObject(context: BindContext, scope: Scope, syntax: Expression | Super): Expr {
  if (syntax.type === "Super")
    unsupported(context, syntax, "super is not compiled", "Pass what it refers to as an argument.");
  return bindExpression(context, scope, syntax);
}

function nameOf(syntax: Expression | PrivateIdentifier): string {
  return (syntax as { name: string }).name;
}

function bindCall(context: BindContext, scope: Scope, syntax: CallExpression): Expr {
  const { callee } = syntax;
  const span = { start: syntax.start, end: syntax.end };
  if (callee.type === "Super") unsupported(context, syntax, "super is not compiled", "Call a function by its name.");
  const value = staticValue(context, scope, callee);
  if (value === undefined) {
    if (callee.type === "MemberExpression" && !callee.computed && !callee.optional) {
      const object = bindObject(context, scope, callee.object);
      return {
        kind: "method",
        span,
        object,
        name: nameOf(callee.property),
        args: bindArguments(context, scope, syntax.arguments),
      };
    }
    unsupported(context, callee, "only captured functions are called in compiled code", "Call a function by its name.");
  }
  const name = textOf(context, callee);
  const meaning = meaningOf(value.value);
  switch (meaning.kind) {
    case "intrinsic":
      return { kind: "math", span, name: meaning.name, args: bindPresent(context, scope, syntax.arguments) };
    case "function":
      return {
        kind: "call",
        span,
        callee: context.bindCallee(meaning.fn, name, syntax),
        args: bindPresent(context, scope, syntax.arguments),
      };
    case "marker":
      unsupported(
        context,
        syntax,
        `${meaning.name} counts loops, and is no value`,
        `Write for (const i of ${meaning.name}(n)).`,
      );
      break;
    case "constructor":
      unsupported(context, syntax, `${name} is called without new`, "Write new before it.");
      break;
    default:
      mistyped(
        context,
        callee,
        `${name} is not a function`,
        "Call a function of Math or one that is compiled with this one.",
      );
  }
}

/** Arguments of a method, where `null` and `undefined` mean that there is none. */
function bindArguments(
  context: BindContext,
  scope: Scope,
  syntax: readonly (Expression | SpreadElement)[],
): (Expr | undefined)[] {
  return syntax.map((argument) =>
    isNothing(context, scope, argument) ? undefined : bindArgument(context, scope, argument),
  );
}

function isNothing(context: BindContext, scope: Scope, syntax: Expression | SpreadElement): boolean {
  if (syntax.type === "Literal")
    return syntax.value === null && syntax.regex === undefined && syntax.bigint === undefined;
  if (syntax.type === "UnaryExpression") return syntax.operator === "void" && syntax.argument.type === "Literal";
  return (
    syntax.type === "Identifier" &&
    syntax.name === "undefined" &&
    scope.find("undefined") === undefined &&
    context.resolve("undefined").value === undefined
  );
}

function bindPresent(context: BindContext, scope: Scope, syntax: readonly (Expression | SpreadElement)[]): Expr[] {
  return syntax.map((argument) => bindArgument(context, scope, argument));
}

function bindArgument(context: BindContext, scope: Scope, syntax: Expression | SpreadElement): Expr {
  if (syntax.type === "SpreadElement") unsupported(context, syntax, "... is not compiled", "Write the arguments out.");
  return bindExpression(context, scope, syntax);
}

function bindNew(context: BindContext, scope: Scope, syntax: NewExpression): Expr {
  const value = staticValue(context, scope, syntax.callee);
  const meaning = value === undefined ? undefined : meaningOf(value.value);
  if (meaning?.kind !== "constructor") {
    unsupported(
      context,
      syntax,
      "only typed arrays are made in compiled code",
      "Make it outside, and pass typed arrays as arguments.",
    );
  }
  const [length, ...others] = bindPresent(context, scope, syntax.arguments);
  const constant = length === undefined ? zero(syntax) : length;
  if (others.length > 0 || constant.kind !== "number" || !Number.isInteger(constant.value) || constant.value < 0) {
    unsupported(
      context,
      syntax,
      "a local array needs a constant length",
      "Write a number that is large enough, or pass the array as an argument.",
    );
  }
  return {
    kind: "new",
    span: { start: syntax.start, end: syntax.end },
    element: meaning.element,
    length: constant.value,
  };
}

function zero(span: NewExpression): NumberLiteral {
  return { kind: "number", span, value: 0 };
}
