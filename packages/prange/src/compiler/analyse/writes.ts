// Which of a function's arguments it writes into, by way of the functions that it calls too.

import type { Expr } from "../hir.ts";
import type { Instance } from "../infer/inference.ts";
import { walk } from "../walk.ts";
import { initialisersIn, rootOf } from "./arrays.ts";

/** The array parameters that a function writes into. */
function writtenParameters(instance: Instance): ReadonlySet<number> {
  const { bound, types } = instance;
  const initialisers = initialisersIn(bound.body);
  const written = new Set<number>();
  const add = (array: Expr) => {
    const root = rootOf(array, initialisers);
    if (root !== undefined && "name" in root && root.parameter !== undefined) written.add(root.parameter);
  };
  walk(
    bound.body,
    () => {},
    (expression) => {
      if ((expression.kind === "assign" || expression.kind === "update") && expression.target.kind === "element")
        add(expression.target.object);
      if (expression.kind === "method" && expression.name === "set") add(expression.object);
      const callee = expression.kind === "call" ? types.callees.get(expression) : undefined;
      if (expression.kind !== "call" || callee === undefined) return;
      for (const parameter of writtenParameters(callee)) add(expression.args[parameter]!);
    },
  );
  return written;
}

/** For each of `count` arguments of `root`, whether it is written into. */
export function writtenArguments(root: Instance, count: number): boolean[] {
  const written = writtenParameters(root);
  return Array.from({ length: count }, (_, index) => written.has(index));
}
