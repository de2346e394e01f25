// Recognises one step of a reduction: an assignment that only joins a further term to a variable.

import type { Assign, Expr, Variable } from "../hir.ts";
import type { Reduction } from "../program.ts";
import { walkExpression } from "../walk.ts";

export interface ReductionStep {
  readonly variable: Variable;
  readonly op: Reduction["op"];
}

// Taking away is adding the opposite, and dividing is multiplying by the inverse: partials join by + and *.
const joins: Readonly<Partial<Record<string, Reduction["op"]>>> = { "+": "+", "-": "+", "*": "*", "/": "*" };

/** What `expression` reduces and how: `s += x`, `s = s * x - y` and the like, `s++`, `s = Math.min(s, x)`. */
export function reductionStep(expression: Expr): ReductionStep | undefined {
  if (expression.kind === "update" && expression.target.kind === "read") {
    return { variable: expression.target.variable, op: "+" };
  }
  if (expression.kind !== "assign" || expression.target.kind !== "read") return undefined;
  const { variable } = expression.target;
  const op = expression.op === undefined ? joinOf(expression.value, variable) : compoundOf(expression, variable);
  return op && { variable, op };
}

function compoundOf({ op, value }: Assign, variable: Variable): Reduction["op"] | undefined {
  return mentions(value, variable) ? undefined : joins[op!];
}

/** The operation that joins `variable` to terms without it, in `variable + a - b` or `Math.min(variable, a, b)`. */
function joinOf(value: Expr, variable: Variable): Reduction["op"] | undefined {
  if (value.kind === "math" && (value.name === "min" || value.name === "max")) {
    const itself = value.args.filter((arg) => isRead(arg, variable));
    const others = value.args.filter((arg) => mentions(arg, variable));
    return itself.length === 1 && others.length === 1 ? value.name : undefined;
  }
  if (value.kind !== "binary") return undefined;
  const op = joins[value.op];
  if (op === undefined) return undefined;
  const commutes = value.op === "+" || value.op === "*";
  if (commutes && isRead(value.right, variable) && !mentions(value.left, variable)) return op;
  if (mentions(value.right, variable)) return undefined;
  return isRead(value.left, variable) || joinOf(value.left, variable) === op ? op : undefined;
}

function isRead(expression: Expr, variable: Variable): boolean {
  return expression.kind === "read" && expression.variable === variable;
}

function mentions(expression: Expr, variable: Variable): boolean {
  let found = false;
  walkExpression(expression, (part) => {
    found ||= isRead(part, variable);
  });
  return found;
}
