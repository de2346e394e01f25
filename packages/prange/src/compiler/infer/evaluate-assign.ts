// The types of assignments.

import { unsupported } from "../bind/context.ts";
import type { Assign, Element, Read, Update } from "../hir.ts";
import { combine } from "./combine.ts";
import { evaluate, evaluateNumber, toNumber } from "./evaluate.ts";
import type { Inference } from "./inference.ts";
import { exactly, isI32, MAX_I32, MIN_I32, type NumberFacts } from "./number-facts.ts";
import { isScalar, typeName, type Value } from "./value.ts";

/** Evaluates the present value of what is assigned to: an element's array and index are evaluated once, here. */
function evaluateTarget(inference: Inference, target: Read | Element): NumberFacts {
  return toNumber(inference, target, evaluate(inference, target));
}

export function evaluateAssign(inference: Inference, expression: Assign): Value {
  const { target, op, value } = expression;
  if (op === undefined) {
    if (target.kind === "element") evaluateTarget(inference, target);
    return storeTarget(inference, target, evaluate(inference, value), expression);
  }
  const before = evaluateTarget(inference, target);
  const result = combine(op, before, evaluateNumber(inference, value));
  return storeTarget(inference, target, counted(inference, expression, before, result), expression);
}

export function evaluateUpdate(inference: Inference, expression: Update): Value {
  const before = evaluateTarget(inference, expression.target);
  const stepped = combine(expression.op === "++" ? "+" : "-", before, exactly(1));
  const result = counted(inference, expression, before, stepped);
  storeTarget(inference, expression.target, result, expression);
  return expression.prefix ? result : before;
}

/** A counter's step stays among the 32-bit integers, because leaving them is made an error. */
function counted(inference: Inference, step: Assign | Update, before: NumberFacts, result: NumberFacts): NumberFacts {
  if (!inference.counterSteps.has(step) || !isI32(before) || !result.integer || isI32(result)) return result;
  inference.guarded.add(step);
  return {
    ...result,
    lo: Math.max(result.lo, MIN_I32),
    hi: Math.min(result.hi, MAX_I32),
    nan: false,
    negativeZero: false,
  };
}

function storeTarget(inference: Inference, target: Read | Element, value: Value, expression: Assign | Update): Value {
  if (target.kind === "element") {
    if (inference.values.get(target.object)?.kind === "shape") {
      unsupported(inference, target.span, "a shape cannot be changed", "Make a view with .hi, .lo, .pick or .step.");
    }
    if (!isScalar(value)) toNumber(inference, expression, value);
    return value;
  }
  if (!isScalar(value)) {
    unsupported(
      inference,
      expression.span,
      `${target.variable.name} would become ${typeName(value)}`,
      "Give an array a name once, with const, where it is declared.",
    );
  }
  inference.store(target.variable, value, expression.span);
  return value;
}
