// The types of elements and properties.

import { mistyped, unsupported } from "../bind/context.ts";
import type { Element, Property } from "../hir.ts";
import { elementFacts } from "./element-facts.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import type { Inference } from "./inference.ts";
import { exactly, lengthOf } from "./number-facts.ts";
import { typeName, type Value } from "./value.ts";

export function evaluateElement(inference: Inference, expression: Element): Value {
  const object = evaluate(inference, expression.object);
  const index = evaluateNumber(inference, expression.index);
  if (object.kind === "array") return elementFacts(object.element);
  if (object.kind === "shape") {
    const extent = index.lo === index.hi && !index.nan ? object.extents[index.lo] : undefined;
    if (extent === undefined) {
      mistyped(
        inference,
        expression.span,
        `an axis of this shape is one of 0 to ${object.extents.length - 1}, as a constant`,
        "Write the axis as a number.",
      );
    }
    return lengthOf(extent);
  }
  mistyped(
    inference,
    expression.span,
    `${typeName(object)} has no elements by []`,
    object.kind === "ndarray" ? "Read with .get(i, j), write with .set(i, j, value)." : "Index typed arrays.",
  );
}

export function evaluateProperty(inference: Inference, expression: Property): Value {
  const { name } = expression;
  const object = evaluate(inference, expression.object);
  if (object.kind === "array" && name === "length") return lengthOf(object.extent);
  if (object.kind === "shape" && name === "length") return exactly(object.extents.length);
  if (object.kind === "ndarray" && name === "shape") return { kind: "shape", extents: object.extents };
  if (object.kind === "ndarray" && name === "dimension") return exactly(object.extents.length);
  const known = object.kind === "ndarray" ? ".shape, .dimension, .get and .set" : "the .length of typed arrays";
  unsupported(
    inference,
    expression.span,
    `.${name} of ${typeName(object)} is not compiled`,
    `Use ${known}, or pass what you need as an argument.`,
  );
}
