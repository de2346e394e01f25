// Finds array elements that iterations of a parallel loop would share, by looking at the index expressions.

import { RaceError } from "../../errors.ts";
import { textOf } from "../bind/context.ts";
import type { Expr, NewArray } from "../hir.ts";
import type { Instance } from "../infer/inference.ts";
import { walk } from "../walk.ts";
import { distance } from "./affine.ts";
import { type Initialisers, initialisersIn, rootOf } from "./arrays.ts";
import { dependencies } from "./dependencies.ts";
import type { ParallelLoop } from "./parallel-loops.ts";
import { type Write, writesIn } from "./writes.ts";

/** @throws RaceError for a write whose index does not follow from the loop variable, or that another iteration reads */
export function refuseRaces(instance: Instance, parallel: ParallelLoop): void {
  const { loop } = parallel;
  const initialisers = initialisersIn(instance.bound.body);
  const own = arraysMadeIn(parallel);
  const follows = dependencies(loop.body, new Set([loop.variable]), initialisers);
  for (const write of writesIn(instance, loop.body)) {
    if (own.has(write.root as NewArray)) continue;
    const name = textOf(instance.bound, write.array.span);
    if (follows.ofView(write.array).size === 0 && write.indices.every((index) => follows.of(index).size === 0)) {
      throw new RaceError({
        reason: `iterations of the parallel loop write to the same elements of ${name}: the index does not follow from ${loop.variable.name}`,
        remedy: `Index with ${loop.variable.name}, use an array made inside the loop, or a scalar reduction; { races: "allow" } compiles it as it is.`,
        text: instance.bound.text,
        span: write.at.span,
      });
    }
    refuseNeighbours(instance, parallel, write, initialisers);
  }
}

function arraysMadeIn({ loop }: ParallelLoop): ReadonlySet<NewArray> {
  const made = new Set<NewArray>();
  walk(
    loop.body,
    () => {},
    (expression) => {
      if (expression.kind === "new") made.add(expression);
    },
  );
  return made;
}

/** Reports an element that one iteration writes and another reads or writes, as in `a[i] = a[i - 1]`. */
function refuseNeighbours(instance: Instance, { loop }: ParallelLoop, write: Write, initialisers: Initialisers): void {
  if ((write.at.kind !== "assign" && write.at.kind !== "update") || write.at.target.kind !== "element") return;
  const { target } = write.at;
  walk(
    loop.body,
    () => {},
    (other) => {
      if (other.kind !== "element" || other === target || rootOf(other.object, initialisers) !== write.root) return;
      if (!isNamed(other.object) || !isNamed(target.object)) return;
      const apart = distance(loop, target.index, other.index);
      if (apart === undefined || apart === 0) return;
      throw new RaceError({
        reason: `${textOf(instance.bound, other.span)} is written by another iteration, ${Math.abs(apart)} ${apart > 0 ? "later" : "earlier"}`,
        remedy: 'Write into another array, or loop over range; { races: "allow" } compiles it as it is.',
        text: instance.bound.text,
        span: other.span,
      });
    },
  );
}

/** Whether an array is named, rather than a view made on the spot. */
function isNamed(array: Expr): boolean {
  return array.kind === "read";
}
