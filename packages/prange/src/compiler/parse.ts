// Source text to syntax tree: acorn's, of the one function that the text is.

import { type ArrowFunctionExpression, type Expression, type FunctionExpression, parseExpressionAt } from "acorn";
import { ParseError, UnsupportedError } from "../errors.ts";
import type { SourceText } from "../source-excerpt.ts";

/** A function's syntax. Positions are characters from the start of its text. */
export type FunctionSyntax = ArrowFunctionExpression | FunctionExpression;

/**
 * Parses the text of one function, given as an expression.
 *
 * @throws ParseError if it is not JavaScript
 * @throws UnsupportedError if it is not a plain function
 */
export function parse(text: SourceText): FunctionSyntax {
  const syntax = functionIn(parseExpression(text));
  const span = syntax ?? { start: 0, end: text.source.length };
  if (syntax === undefined) {
    throw new UnsupportedError({
      reason: "this is not the text of a function",
      remedy: "Pass a function written in JavaScript: not a bound, native or class function.",
      text,
      span,
    });
  }
  if (syntax.async || syntax.generator) {
    throw new UnsupportedError({
      reason: `${syntax.async ? "an async function" : "a generator"} cannot be compiled`,
      remedy: "Compile a plain function; its .async form runs it without blocking.",
      text,
      span: { start: span.start, end: syntax.body.start },
    });
  }
  return syntax;
}

function parseExpression(text: SourceText): Expression {
  try {
    return parseExpressionAt(text.source, 0, { ecmaVersion: "latest", sourceType: "module" });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = (error as SyntaxError & { pos?: number }).pos ?? 0;
    throw new ParseError({
      reason: error.message.replace(/ \(\d+:\d+\)$/, ""),
      remedy: "Correct the syntax; types must have been stripped before the function runs.",
      text,
      span: { start: at, end: at + 1 },
    });
  }
}

/** Unwraps `({ name() {} }).name`, the form in which a method is an expression. */
function functionIn(expression: Expression): FunctionSyntax | undefined {
  switch (expression.type) {
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return expression;
    case "ParenthesizedExpression":
      return functionIn(expression.expression);
    case "MemberExpression": {
      if (expression.object.type !== "ObjectExpression") return undefined;
      const [property] = expression.object.properties;
      return property?.type === "Property" ? functionIn(property.value) : undefined;
    }
    default:
      return undefined;
  }
}
