// Guesses which number parameters are counts: those that bound loops or make up indices.

import type { Expr, Stmt, Variable } from "../hir.ts";
import type { Instance } from "../infer/inference.ts";
import { assignedIn, walk } from "../walk.ts";

/**
 * The parameters of `root`, by index, for which a form of the program with integers is worth its bytes.
 *
 * JavaScript has one type of number, so nothing says that the `n` of `a[i * n + j]` is an integer; called with one, though,
 * the index can be an integer's too, which is several times as fast.
 */
export function integerParameters({ bound, parameters }: Instance): ReadonlySet<number> {
  const wanted = new Set<Variable>();
  const want = (expression: Expr | undefined) => {
    if (expression) for (const variable of summands(expression)) wanted.add(variable);
  };
  walk(
    bound.body,
    (statement) => {
      if (statement.kind === "count") [statement.start, statement.stop].forEach(want);
      if (statement.kind === "loop" && statement.test) limitsIn(statement.test, assignedIn(statement)).forEach(want);
    },
    (expression) => {
      if (expression.kind === "element") want(expression.index);
      if (expression.kind === "method") {
        const indices = expression.name === "set" ? expression.args.slice(0, -1) : expression.args;
        indices.forEach(want);
      }
    },
  );
  follow(bound.body, wanted, want);
  const counts = bound.parameters.map(
    (variable, index) => wanted.has(variable) && parameters[index]!.kind === "number",
  );
  return new Set(counts.flatMap((isCount, index) => (isCount ? [index] : [])));
}

/** What a variable is computed from is wanted as an integer where the variable is. */
function follow(body: Stmt, wanted: ReadonlySet<Variable>, want: (expression: Expr | undefined) => void): void {
  let size = -1;
  while (wanted.size > size) {
    size = wanted.size;
    walk(
      body,
      (statement) => {
        if (statement.kind === "declare" && wanted.has(statement.variable)) want(statement.init);
      },
      (expression) => {
        const target = expression.kind === "assign" ? expression.target : undefined;
        if (expression.kind === "assign" && target?.kind === "read" && wanted.has(target.variable))
          want(expression.value);
      },
    );
  }
}

/** The variables of which `expression` is a sum, difference, product or remainder: if they are integers, it is. */
function summands(expression: Expr): Variable[] {
  switch (expression.kind) {
    case "read":
      return [expression.variable];
    case "unary":
      return summands(expression.argument);
    case "binary":
      return ["+", "-", "*", "%"].includes(expression.op)
        ? [...summands(expression.left), ...summands(expression.right)]
        : [];
    default:
      return [];
  }
}

/** What a loop's test compares a variable with that the loop changes. */
function limitsIn(test: Expr, changed: ReadonlySet<Variable>): Expr[] {
  if (test.kind === "logical") return [...limitsIn(test.left, changed), ...limitsIn(test.right, changed)];
  if (test.kind !== "binary" || !["<", "<=", ">", ">=", "!==", "!="].includes(test.op)) return [];
  const steps = (side: Expr) => side.kind === "read" && changed.has(side.variable);
  return [...(steps(test.left) ? [test.right] : []), ...(steps(test.right) ? [test.left] : [])];
}
