// Follows an array expression to where its elements are.

import type { Expr, NewArray, Stmt, Variable } from "../hir.ts";
import { walk } from "../walk.ts";

/** A parameter, or the expression that makes a local array. */
export type Root = Variable | NewArray;

/** How variables of one function got their first value. */
export type Initialisers = ReadonlyMap<Variable, Expr>;

export function initialisersIn(body: Stmt): Initialisers {
  const initialisers = new Map<Variable, Expr>();
  walk(
    body,
    (statement) => {
      if (statement.kind === "declare" && statement.init) initialisers.set(statement.variable, statement.init);
    },
    () => {},
  );
  return initialisers;
}

/** Where the elements of `array` are; undefined if it is no array. Views share their array's elements. */
export function rootOf(array: Expr, initialisers: Initialisers): Root | undefined {
  switch (array.kind) {
    case "new":
      return array;
    case "method":
    case "property":
      return rootOf(array.object, initialisers);
    case "sequence":
      return rootOf(array.expressions.at(-1)!, initialisers);
    case "read": {
      const init = initialisers.get(array.variable);
      return init === undefined ? array.variable : rootOf(init, initialisers);
    }
    default:
      return undefined;
  }
}
