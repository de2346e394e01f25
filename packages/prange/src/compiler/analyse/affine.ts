// Index expressions as multiples of a loop variable plus what is the same in every iteration.

import type { Count, Expr, Variable } from "../hir.ts";
import { assignedIn, declaredIn } from "../walk.ts";

/** `factor * i + constant + rest`, where `rest` names what does not change with i. */
interface Affine {
  readonly factor: number;
  readonly constant: number;
  readonly rest: ReadonlyMap<Variable, number>;
}

/**
 * How many iterations of `loop` lie between the one that uses index `a` and the one that uses the same index by way of
 * `b`; undefined if that cannot be said, or there is no such pair.
 */
export function distance(loop: Count, a: Expr, b: Expr): number | undefined {
  const changing = new Set([...assignedIn(loop.body), ...declaredIn(loop.body)]);
  const first = affine(a, loop.variable, changing);
  const second = affine(b, loop.variable, changing);
  if (first === undefined || second === undefined || first.factor === 0 || first.factor !== second.factor)
    return undefined;
  if (!sameRest(first.rest, second.rest)) return undefined;
  const iterations = (second.constant - first.constant) / first.factor;
  return Number.isInteger(iterations) && Math.abs(iterations) < mostIterations(loop) ? iterations : undefined;
}

function mostIterations(loop: Count): number {
  const start = loop.start === undefined ? 0 : loop.start.kind === "number" ? loop.start.value : Number.NaN;
  const known = loop.stop.kind === "number" ? loop.stop.value - start : Number.NaN;
  return Number.isNaN(known) ? Infinity : known;
}

function affine(expression: Expr, variable: Variable, changing: ReadonlySet<Variable>): Affine | undefined {
  const none: ReadonlyMap<Variable, number> = new Map();
  switch (expression.kind) {
    case "number":
      return { factor: 0, constant: expression.value, rest: none };
    case "read":
      if (expression.variable === variable && !changing.has(variable)) return { factor: 1, constant: 0, rest: none };
      if (changing.has(expression.variable)) return undefined;
      return { factor: 0, constant: 0, rest: new Map([[expression.variable, 1]]) };
    case "binary": {
      const left = affine(expression.left, variable, changing);
      const right = affine(expression.right, variable, changing);
      if (left === undefined || right === undefined) return undefined;
      if (expression.op === "+") return add(left, right, 1);
      if (expression.op === "-") return add(left, right, -1);
      if (expression.op !== "*") return undefined;
      if (isConstant(left)) return add({ factor: 0, constant: 0, rest: none }, right, left.constant);
      return isConstant(right) ? add({ factor: 0, constant: 0, rest: none }, left, right.constant) : undefined;
    }
    default:
      return undefined;
  }
}

function isConstant({ factor, rest }: Affine): boolean {
  return factor === 0 && rest.size === 0;
}

function add(a: Affine, b: Affine, times: number): Affine {
  const rest = new Map(a.rest);
  for (const [variable, count] of b.rest) {
    const sum = (rest.get(variable) ?? 0) + times * count;
    if (sum === 0) rest.delete(variable);
    else rest.set(variable, sum);
  }
  return { factor: a.factor + times * b.factor, constant: a.constant + times * b.constant, rest };
}

function sameRest(a: ReadonlyMap<Variable, number>, b: ReadonlyMap<Variable, number>): boolean {
  return a.size === b.size && [...a].every(([variable, count]) => b.get(variable) === count);
}
