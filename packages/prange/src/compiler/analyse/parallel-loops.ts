// Finds the loops of a function that become parallel regions, and what each does to the scalars around it.

import { RaceError, UnsupportedError } from "../../errors.ts";
import type { BoundFunction, Count, Expr, Stmt, Target, Variable } from "../hir.ts";
import type { Reduction } from "../program.ts";
import { declaredIn, parts, walk, walkExpression } from "../walk.ts";
import { reductionStep } from "./reduction-step.ts";

/** A loop whose iterations threads share. */
export interface ParallelLoop {
  readonly loop: Count;
  readonly reductions: ReadonlyMap<Variable, Reduction["op"]>;
}

/**
 * The outermost `prange` loops of `bound`.
 *
 * @throws RaceError if an iteration assigns to a variable that others share, other than as a reduction
 * @throws UnsupportedError if an iteration leaves the loop
 */
export function parallelLoops(bound: BoundFunction): ParallelLoop[] {
  const found: ParallelLoop[] = [];
  const search = (statement: Stmt) => {
    if (statement.kind === "count" && statement.marker === "prange") found.push(parallelLoop(bound, statement));
    else for (const inner of parts(statement).statements) search(inner);
  };
  search(bound.body);
  return found;
}

function parallelLoop(bound: BoundFunction, loop: Count): ParallelLoop {
  refuseExits(bound, loop);
  const inside = declaredIn(loop);
  const steps = new Map<Expr, { variable: Variable; op: Reduction["op"] }>();
  for (const effect of effectsIn(loop.body)) {
    const step = reductionStep(effect);
    if (step !== undefined && !inside.has(step.variable)) steps.set(effect, step);
  }
  const reductions = new Map<Variable, Reduction["op"]>();
  for (const { variable, op } of steps.values()) if (!reductions.has(variable)) reductions.set(variable, op);
  refuseShared(bound, loop, inside, steps, reductions);
  return { loop, reductions };
}

function refuseExits(bound: BoundFunction, loop: Count): void {
  const inner = new Set<Target>();
  walk(
    loop.body,
    (statement) => {
      if ("target" in statement && statement.target && statement.kind !== "break" && statement.kind !== "continue")
        inner.add(statement.target);
      const leaves =
        statement.kind === "return" ||
        (statement.kind === "break" && !inner.has(statement.target)) ||
        (statement.kind === "continue" && statement.target !== loop.target && !inner.has(statement.target));
      if (!leaves) return;
      throw new UnsupportedError({
        reason: `a parallel loop cannot be left by ${statement.kind}`,
        remedy: "Other iterations may have run already: use continue, or a loop over range.",
        text: bound.text,
        span: statement.span,
      });
    },
    () => {},
  );
}

/** Expressions whose value nobody uses. */
function effectsIn(body: Stmt): Expr[] {
  const effects: Expr[] = [];
  const add = (expression: Expr) => {
    effects.push(expression);
    if (expression.kind === "sequence") expression.expressions.forEach(add);
    if (expression.kind === "logical") add(expression.right);
    if (expression.kind === "conditional") [expression.consequent, expression.alternate].forEach(add);
  };
  walk(
    body,
    (statement) => {
      if (statement.kind === "evaluate") add(statement.expression);
      if (statement.kind === "loop" && statement.update) add(statement.update);
    },
    () => {},
  );
  return effects;
}

/** Reports an outer variable that is assigned to, or read while it is a partial, outside of its reduction's steps. */
function refuseShared(
  bound: BoundFunction,
  loop: Count,
  inside: ReadonlySet<Variable>,
  steps: ReadonlyMap<Expr, { variable: Variable; op: Reduction["op"] }>,
  reductions: ReadonlyMap<Variable, Reduction["op"]>,
): void {
  const race = (expression: Expr, reason: string, remedy: string): never => {
    throw new RaceError({ reason, remedy, text: bound.text, span: expression.span });
  };
  // A step mentions its variable where it must; every mention beyond those is a use of an unfinished value.
  const allowed = new Set<Expr>();
  for (const [expression, { variable, op }] of steps) {
    const first = reductions.get(variable);
    if (first !== op) {
      race(
        expression,
        `${variable.name} is reduced by ${first} and by ${op} in one loop`,
        "Use one variable for each of the two.",
      );
    }
    walkExpression(expression, (part) => {
      if (part.kind === "read" && part.variable === variable) allowed.add(part);
    });
  }
  walk(
    loop.body,
    () => {},
    (expression) => {
      const assigns = expression.kind === "assign" || expression.kind === "update";
      const assigned = assigns && expression.target.kind === "read" ? expression.target.variable : undefined;
      if (assigned !== undefined && !inside.has(assigned) && !steps.has(expression)) {
        race(
          expression,
          `iterations of the parallel loop all assign to ${assigned.name}, and the last to do so would win`,
          "Declare it inside the loop, or make it a reduction: +=, -=, *=, /=, Math.min or Math.max.",
        );
      }
      if (expression.kind === "read" && reductions.has(expression.variable) && !allowed.has(expression)) {
        race(
          expression,
          `${expression.variable.name} is being reduced by the parallel loop, and has no value before its end`,
          "Read it after the loop, or loop over range.",
        );
      }
    },
  );
}
