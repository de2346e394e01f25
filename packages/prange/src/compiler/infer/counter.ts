// Recognises a loop's counter: a variable that the head alone steps, by a whole number, until a test stops it.

import type { Assign, Expr, Loop, Update, Variable } from "../hir.ts";
import { assignedIn } from "../walk.ts";

/**
 * The step of `loop`'s counter, if it has one.
 *
 * Such a variable is kept as a 32-bit integer even where its bound is any number: leaving the 32-bit integers would take
 * two thousand million rounds, and is made an error.
 */
export function counterStep(loop: Loop): Update | Assign | undefined {
  const { update, test } = loop;
  const variable = update && steppedVariable(update);
  if (variable === undefined || test === undefined || !compares(test, variable)) return undefined;
  return assignedIn(loop.body).has(variable) ? undefined : (update as Update | Assign);
}

function steppedVariable(update: Expr): Variable | undefined {
  if (update.kind !== "update" && update.kind !== "assign") return undefined;
  if (update.target.kind !== "read") return undefined;
  if (update.kind === "update") return update.target.variable;
  const step = update.value.kind === "number" ? update.value.value : Number.NaN;
  const whole = Number.isInteger(step) && Math.abs(step) < 2 ** 31 && (update.op === "+" || update.op === "-");
  return whole ? update.target.variable : undefined;
}

function compares(test: Expr, variable: Variable): boolean {
  if (test.kind === "logical") return compares(test.left, variable) || compares(test.right, variable);
  if (test.kind !== "binary") return false;
  return [test.left, test.right].some((side) => side.kind === "read" && side.variable === variable);
}
