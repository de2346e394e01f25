// The types of ndarray methods: elements, and views that share them.

import { mistyped, textOf, unsupported } from "../bind/context.ts";
import type { Expr, Method } from "../hir.ts";
import { elementFacts } from "./element-facts.ts";
import { evaluate, evaluateNumber } from "./evaluate.ts";
import type { Inference } from "./inference.ts";
import type { Extent } from "./number-facts.ts";
import { forget } from "./state.ts";
import { type NdarrayValue, nothing, typeName, type Value } from "./value.ts";

/** @throws UnsupportedError for a method that is not compiled; TypingError for arguments that do not fit */
export function evaluateMethod(inference: Inference, expression: Method): Value {
  const { name, args, span } = expression;
  const object = evaluate(inference, expression.object);
  if (object.kind !== "ndarray") {
    unsupported(
      inference,
      span,
      `.${name} of ${typeName(object)} is not compiled`,
      object.kind === "array" ? "Write it as a loop." : "Call functions of Math or captured functions by their name.",
    );
  }
  const rank = object.extents.length;
  switch (name) {
    case "get":
      indices(inference, expression, rank);
      return elementFacts(object.element);
    case "set": {
      indices(inference, expression, rank, 1);
      return nothing;
    }
    case "pick": {
      views(inference, expression, rank);
      return { ...object, extents: object.extents.filter((_, axis) => args[axis] === undefined) };
    }
    case "hi":
    case "lo": {
      views(inference, expression, rank);
      return replaceExtents(inference, expression, object, (axis) => args[axis] !== undefined);
    }
    case "step": {
      views(inference, expression, rank);
      for (const step of args) if (step !== undefined) constantStep(inference, expression, step);
      return replaceExtents(inference, expression, object, (axis) => args[axis] !== undefined);
    }
    case "transpose":
      views(inference, expression, rank);
      return { ...object, extents: permutation(inference, expression, rank).map((axis) => object.extents[axis]!) };
    default:
      unsupported(
        inference,
        span,
        `.${name} of an ndarray is not compiled`,
        "Use .get, .set, .pick, .lo, .hi, .step, .transpose and .shape.",
      );
  }
}

function indices(inference: Inference, { args, name, span }: Method, rank: number, values = 0): void {
  if (args.length !== rank + values) {
    const what = values === 0 ? `${rank} indices` : `${rank} indices and a value`;
    mistyped(
      inference,
      span,
      `.${name} of an ndarray with ${rank} axes takes ${what}, got ${args.length} arguments`,
      "Give one index for each axis.",
    );
  }
  for (const arg of args) {
    if (arg === undefined)
      mistyped(inference, span, "null is no index", "Make a view with .pick, where null keeps an axis.");
    evaluateNumber(inference, arg);
  }
}

function views(inference: Inference, { args, name, span }: Method, rank: number): void {
  if (args.length > rank) {
    mistyped(
      inference,
      span,
      `.${name} takes at most ${rank} arguments here, got ${args.length}`,
      "Give one for each axis.",
    );
  }
  for (const arg of args) if (arg !== undefined) evaluateNumber(inference, arg);
}

function replaceExtents(
  inference: Inference,
  expression: Method,
  object: NdarrayValue,
  changes: (axis: number) => boolean,
): NdarrayValue {
  const fresh: readonly Extent[] = inference.extentsOf(expression, () => object.extents.map(() => ({})));
  // Evaluated again, the expression makes another view, of other lengths.
  if (inference.state !== undefined) inference.state = forget(inference.state, fresh);
  return { ...object, extents: object.extents.map((extent, axis) => (changes(axis) ? fresh[axis]! : extent)) };
}

/** The axes in the order of `.transpose`'s arguments; one that is left out stays in its place. */
export function permutation(inference: Pick<Inference, "text">, { args, span }: Method, rank: number): number[] {
  const axes = Array.from({ length: rank }, (_, axis) => {
    const arg = args[axis];
    return arg === undefined ? axis : arg.kind === "number" ? arg.value : -1;
  });
  if (new Set(axes).size === rank && axes.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank))
    return axes;
  mistyped(
    inference,
    span,
    `${textOf(inference, span)} is no order of ${rank} axes`,
    `Give each of 0 to ${rank - 1} once, as a number.`,
  );
}

/** A step that is known at compilation. */
function constantStep(inference: Inference, { span }: Method, step: Expr): void {
  if (step.kind === "number" && Number.isInteger(step.value) && step.value !== 0) return;
  mistyped(inference, span, "a step is a constant other than 0", "Write it as a number, for example -1.");
}
