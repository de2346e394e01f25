// Elements of arrays and ndarrays: their addresses, with every index checked.

import { mistyped, textOf } from "../bind/context.ts";
import type { Element, Expr, Method } from "../hir.ts";
import { elementShift } from "../infer/element-facts.ts";
import type { Extent } from "../infer/number-facts.ts";
import { after, get, i32, op } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import type { ElementType } from "../program.ts";
import { loadAt } from "./elements.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerArray } from "./lower-array.ts";
import { held, lowerIndex } from "./lower-index.ts";
import type { Num } from "./num.ts";
import type { Held } from "./storage.ts";

/** Where an element is. */
export interface Place {
  readonly element: ElementType;
  /** An i32; evaluating it checks the indices. */
  readonly address: Ir;
  /** Bytes to add to the address. */
  readonly offset: number;
}

/** The value of `a[i]` or `a.get(i, j)`. */
export function loadElement(context: FunctionContext, expression: Expr): Num {
  const { element, address, offset } = lowerPlace(context, expression);
  return loadAt(context.module, element, address, offset);
}

/** The place of `a[i]`, of `a.get(i, j)`, or of `a.set(i, j, value)`. */
export function lowerPlace(context: FunctionContext, expression: Expr): Place {
  if (expression.kind === "element") return placeInArray(context, expression);
  if (expression.kind === "method") return placeInNdarray(context, expression);
  return mistyped(context, expression.span, "this is no element of an array", "Index an array here.");
}

function placeInArray(context: FunctionContext, { object, index, span }: Element): Place {
  const { statements, storage } = lowerArray(context, object);
  const value = context.valueOf(object);
  if (storage.kind !== "array" || value.kind !== "array") {
    return mistyped(context, span, "an ndarray has no elements by []", "Read with .get(i, j).");
  }
  const checked = lowerIndex(context, index, {
    length: storage.length,
    extent: value.extent,
    site: () => ({ kind: "index", name: textOf(context, object.span), span }),
  });
  const address = op("i32.add", get(storage.address), shifted(checked, elementShift(storage.element)));
  return { element: storage.element, address: after(statements, address), offset: storage.offset };
}

function placeInNdarray(context: FunctionContext, { object, args, span }: Method): Place {
  const { statements, storage } = lowerArray(context, object);
  const value = context.valueOf(object);
  if (storage.kind !== "ndarray" || value.kind !== "ndarray") {
    return mistyped(context, span, "only ndarrays have methods", "Read a typed array with [].");
  }
  const name = textOf(context, object.span);
  const terms = storage.shape.map((length, axis) => {
    const extent: Extent = value.extents[axis]!;
    const index = lowerIndex(context, args[axis]!, {
      length,
      extent,
      site: () => ({ kind: "axis", name, axis, span }),
    });
    return strided(index, storage.stride[axis]!);
  });
  const shift = elementShift(storage.element);
  const inside = terms.length === 0 ? undefined : terms.reduce((sum, term) => op("i32.add", sum, term));
  const base = get(storage.address);
  const address = inside === undefined ? base : op("i32.add", base, shifted(inside, shift));
  return { element: storage.element, address: after(statements, address), offset: 0 };
}

/** An index times its axis's stride, modulo 2^32: the element's address is right if it is in the array. */
export function strided(index: Ir, stride: Held): Ir {
  return stride === 1 ? index : op("i32.mul", index, held(stride));
}

export function shifted(index: Ir, shift: number): Ir {
  return shift === 0 ? index : op("i32.shl", index, i32(shift));
}
