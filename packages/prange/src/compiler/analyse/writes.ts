// What a function writes into arrays, its callees' writes included.

import type { Expr, Stmt } from "../hir.ts";
import type { Instance } from "../infer/inference.ts";
import { walk } from "../walk.ts";
import { initialisersIn, type Root, rootOf } from "./arrays.ts";
import { type Dependencies, dependencies } from "./dependencies.ts";

/** One place that writes. */
export interface Write {
  readonly root: Root;
  /** The assignment or call. */
  readonly at: Expr;
  /** The array that is written to, as it is written there. */
  readonly array: Expr;
  /** What chooses the element within it. */
  readonly indices: readonly Expr[];
}

/** The writes inside `body`. */
export function writesIn(instance: Instance, body: Stmt): Write[] {
  const initialisers = initialisersIn(instance.bound.body);
  const writes: Write[] = [];
  const add = (at: Expr, array: Expr, indices: readonly Expr[]) => {
    const root = rootOf(array, initialisers);
    if (root !== undefined) writes.push({ root, at, array, indices });
  };
  walk(
    body,
    () => {},
    (expression) => {
      if ((expression.kind === "assign" || expression.kind === "update") && expression.target.kind === "element") {
        add(expression, expression.target.object, [expression.target.index]);
      }
      if (expression.kind === "method" && expression.name === "set") {
        const indices = expression.args.slice(0, -1).filter((arg) => arg !== undefined);
        add(expression, expression.object, indices);
      }
      if (expression.kind === "call") {
        const callee = instance.types.callees.get(expression);
        for (const { parameter, from } of callee ? parameterWrites(callee) : []) {
          const others = expression.args.filter((_, index) => index !== parameter && from.has(index));
          add(expression, expression.args[parameter]!, others);
        }
      }
    },
  );
  return writes;
}

/** A write into an array that a function got as a parameter. */
interface ParameterWrite {
  readonly parameter: number;
  /** The parameters that the choice of the element follows from. */
  readonly from: ReadonlySet<number>;
}

/** The writes of a function into its parameters. */
function parameterWrites(instance: Instance): ParameterWrite[] {
  const { bound } = instance;
  let follow: Dependencies | undefined;
  const result: ParameterWrite[] = [];
  for (const { root, array, indices } of writesIn(instance, bound.body)) {
    if (!("name" in root) || root.parameter === undefined) continue;
    follow ??= dependencies(bound.body, new Set(bound.parameters), initialisersIn(bound.body));
    const sources = [...follow.ofView(array), ...indices.flatMap((index) => [...follow!.of(index)])];
    result.push({ parameter: root.parameter, from: new Set(sources.map((source) => source.parameter!)) });
  }
  return result;
}

/** For each of `count` arguments of `root`, whether it is written into. */
export function writtenArguments(root: Instance, count: number): boolean[] {
  const written = new Set(parameterWrites(root).map(({ parameter }) => parameter));
  return Array.from({ length: count }, (_, index) => written.has(index));
}
