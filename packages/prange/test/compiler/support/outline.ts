// Short texts for what the stages of the compiler hand on, for snapshots.

import type { BoundFunction, Expr, Stmt } from "../../../src/compiler/hir.ts";
import type { Types } from "../../../src/compiler/infer/inference.ts";
import type { Value } from "../../../src/compiler/infer/value.ts";
import { operands, parts, walk } from "../../../src/compiler/walk.ts";

/** A bound tree as nested lists. */
export function outline(statement: Stmt, indent = ""): string {
  const { statements, expressions } = parts(statement);
  const name = "variable" in statement ? ` ${statement.variable.name}` : "";
  const marker = "marker" in statement ? ` ${statement.marker}` : "";
  const head = `${indent}${statement.kind}${marker}${name}${expressions.map((part) => ` ${outlineExpression(part)}`).join("")}`;
  return [head, ...statements.map((inner) => outline(inner, `${indent}  `))].join("\n");
}

function outlineExpression(expression: Expr): string {
  switch (expression.kind) {
    case "number":
    case "boolean":
      return String(expression.value);
    case "read":
      return expression.variable.name;
    default: {
      const fields = expression as { op?: string; name?: string; callee?: BoundFunction };
      const what = [expression.kind, fields.op, fields.name, fields.callee?.name].filter((part) => part !== undefined);
      return `(${[...what, ...operands(expression).map(outlineExpression)].join(" ")})`;
    }
  }
}

/** What inference says of each expression, by its text. */
export function typesOf({ text, body }: BoundFunction, { values }: Types): string {
  const lines = new Set<string>();
  walk(
    body,
    () => {},
    (expression) => {
      const value = values.get(expression);
      if (value !== undefined && expression.kind !== "number") {
        lines.add(`${text.source.slice(expression.span.start, expression.span.end)}: ${describe(value)}`);
      }
    },
  );
  return [...lines].join("\n");
}

function describe(value: Value): string {
  if (value.kind !== "number") return "element" in value ? `${value.kind} of ${value.element}` : value.kind;
  const { lo, hi, integer, nan, negativeZero, below } = value;
  const others = [nan && "NaN", negativeZero && "-0"].filter(Boolean);
  return [
    integer ? "integer" : "number",
    `[${lo}, ${hi}]`,
    ...others.map((other) => `or ${other}`),
    ...(below.length > 0 ? ["below a length"] : []),
  ].join(" ");
}
