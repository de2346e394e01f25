// Lengths and shapes.

import type { Element, Expr, Property } from "../hir.ts";
import type { NumberFacts } from "../infer/number-facts.ts";
import { after } from "../ir/build.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerArray } from "./lower-array.ts";
import { held } from "./lower-index.ts";
import { constant, fromI32, type Num } from "./num.ts";

/** `a.length`, `a.dimension`, `a.shape.length` or `a.shape[k]`; undefined if `expression` is none of them. */
export function lowerProperty(
  context: FunctionContext,
  expression: Element | Property,
  facts: NumberFacts,
): Num | undefined {
  const { object } = expression;
  const value = context.valueOf(object);
  if (expression.kind === "property") {
    if (facts.lo === facts.hi) return constant(facts.lo);
    const { statements, storage } = lowerArray(context, object);
    return storage.kind === "array" ? fromI32(facts, () => after(statements, held(storage.length))) : undefined;
  }
  if (value.kind !== "shape") return undefined;
  const { statements, storage } = lowerArray(context, shaped(object));
  const axis = context.factsOf(expression.index)!.lo;
  return storage.kind === "ndarray" ? fromI32(facts, () => after(statements, held(storage.shape[axis]!))) : undefined;
}

/** The ndarray of a shape. A variable that names a shape has the ndarray's own storage. */
function shaped(shape: Expr): Expr {
  return shape.kind === "property" ? shape.object : shape;
}
