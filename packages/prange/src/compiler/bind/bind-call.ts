// Calls: of methods, of `Math`, of functions that are compiled too, and of typed arrays' constructors.

import type { CallExpression, Expression, NewExpression, SpreadElement } from "acorn";
import type { Expr, NumberLiteral } from "../hir.ts";
import { bindExpression, bindObject, nameOf } from "./bind-expression.ts";
import { type BindContext, mistyped, textOf, unsupported } from "./context.ts";
import type { Scope } from "./scope.ts";
import { meaningOf, staticValue } from "./static-value.ts";

export function bindCall(context: BindContext, scope: Scope, syntax: CallExpression): Expr {
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

export function bindNew(context: BindContext, scope: Scope, syntax: NewExpression): Expr {
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
  if (constant.value > MAX_LOCAL_LENGTH) {
    unsupported(
      context,
      syntax,
      `a local array of ${constant.value} elements is too large`,
      "Every thread has memory for it all the time: pass a larger one as an argument.",
    );
  }
  return {
    kind: "new",
    span: { start: syntax.start, end: syntax.end },
    element: meaning.element,
    length: constant.value,
  };
}

/** Elements: 32 MiB of doubles. */
const MAX_LOCAL_LENGTH = 2 ** 22;

function zero(span: NewExpression): NumberLiteral {
  return { kind: "number", span, value: 0 };
}
