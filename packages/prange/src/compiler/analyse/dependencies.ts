// Which of a function's variables follow from which others, by way of assignments.

import type { Expr, Stmt, Variable } from "../hir.ts";
import { walk, walkExpression } from "../walk.ts";
import type { Initialisers } from "./arrays.ts";

/** The sources that a variable or an expression follows from. */
export interface Dependencies {
  of(expression: Expr): ReadonlySet<Variable>;
  /** The sources that decide which elements `array` stands for, whatever their values. */
  ofView(array: Expr): ReadonlySet<Variable>;
}

/**
 * Follows `sources` through the assignments of `body`.
 *
 * What only decides whether an assignment happens does not count: `if (i > 3) k = 1` leaves k the same for many i.
 */
export function dependencies(body: Stmt, sources: ReadonlySet<Variable>, initialisers: Initialisers): Dependencies {
  const known = new Map<Variable, Set<Variable>>();
  for (const source of sources) known.set(source, new Set([source]));

  const of = (expression: Expr): ReadonlySet<Variable> => {
    const found = new Set<Variable>();
    walkExpression(expression, (part) => {
      if (part.kind === "read") for (const source of known.get(part.variable) ?? []) found.add(source);
    });
    return found;
  };

  let changed = true;
  const add = (variable: Variable, from: Expr | undefined) => {
    if (from === undefined) return;
    const all = known.get(variable) ?? new Set();
    const size = all.size;
    for (const source of of(from)) all.add(source);
    known.set(variable, all);
    changed ||= all.size > size;
  };
  while (changed) {
    changed = false;
    walk(
      body,
      (statement) => {
        if (statement.kind === "declare") add(statement.variable, statement.init);
        if (statement.kind === "count")
          for (const bound of [statement.start, statement.stop]) add(statement.variable, bound);
      },
      (expression) => {
        if (expression.kind !== "assign") return;
        // Stored into a local array, a value makes what is read from that array follow from it.
        const target = expression.target.kind === "read" ? expression.target : expression.target.object;
        if (target.kind === "read" && !sources.has(target.variable)) add(target.variable, expression.value);
      },
    );
  }

  const ofView = (array: Expr): ReadonlySet<Variable> => {
    if (array.kind === "read") {
      const init = initialisers.get(array.variable);
      return init === undefined ? new Set() : ofView(init);
    }
    if (array.kind !== "method") return new Set();
    return new Set([...ofView(array.object), ...array.args.flatMap((arg) => (arg ? [...of(arg)] : []))]);
  };
  return { of, ofView };
}
