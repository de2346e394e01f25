// The type and facts of every expression, in the order in which JavaScript evaluates them.

import { mistyped, textOf, unsupported } from "../bind/context.ts";
import type {
  ArithmeticOp,
  Assign,
  Binary,
  BinaryOp,
  BitwiseOp,
  Call,
  Element,
  Expr,
  MathCall,
  Read,
  Update,
} from "../hir.ts";
import { arithmetic, bitwise, negate } from "./arithmetic-facts.ts";
import { assume } from "./assume.ts";
import { elementFacts } from "./element-facts.ts";
import { evaluateMethod } from "./evaluate-method.ts";
import type { Inference } from "./inference.ts";
import { arity, mathFacts, predicates } from "./math-facts.ts";
import { exactly, integers, isI32, lengthOf, MAX_I32, MIN_I32, type NumberFacts } from "./number-facts.ts";
import { joinStates } from "./state.ts";
import { boolean, isScalar, join, nothing, typeName, type Value } from "./value.ts";

/** What an expression's value is used for. */
export type Use = "value" | "condition" | "effect";

/** Evaluates `expression` in the present state, which it may change. */
export function evaluate(inference: Inference, expression: Expr, use: Use = "value"): Value {
  const value = typeOf(inference, expression, use);
  if (use === "value" && value.kind === "nothing") {
    mistyped(
      inference,
      expression.span,
      `${textOf(inference, expression.span)} has no value`,
      "Return a number from the function that is called.",
    );
  }
  return inference.record(expression, value);
}

/** Evaluates `expression` as a number; booleans count as 0 and 1. */
export function evaluateNumber(inference: Inference, expression: Expr): NumberFacts {
  return toNumber(inference, expression, evaluate(inference, expression));
}

/** Evaluates `expression` as a condition. */
export function evaluateCondition(inference: Inference, expression: Expr): void {
  const value = evaluate(inference, expression, "condition");
  if (!isScalar(value)) {
    mistyped(
      inference,
      expression.span,
      `${typeName(value)} is no condition`,
      "Compare numbers, for example a.length > 0.",
    );
  }
}

function toNumber(inference: Inference, expression: Expr, value: Value): NumberFacts {
  if (value.kind === "number") return value;
  if (value.kind === "boolean") return integers(0, 1);
  mistyped(
    inference,
    expression.span,
    `${textOf(inference, expression.span)} is ${typeName(value)}, where a number is needed`,
    value.kind === "array"
      ? "Read an element of it, a[i]."
      : value.kind === "ndarray"
        ? "Read an element of it, a.get(i, j)."
        : "Use numbers.",
  );
}

function typeOf(inference: Inference, expression: Expr, use: Use): Value {
  switch (expression.kind) {
    case "number":
      return exactly(expression.value);
    case "boolean":
      return boolean;
    case "read":
      return inference.lookUp(expression.variable, expression.span);
    case "unary":
      return evaluateUnary(inference, expression.op, expression.argument);
    case "binary":
      return evaluateBinary(inference, expression);
    case "logical": {
      const left = evaluateOperand(inference, expression.left, use);
      const skipped = inference.state;
      inference.state = assume(inference, expression.left, expression.op === "&&", skipped) ?? skipped;
      const right = evaluateOperand(inference, expression.right, use);
      inference.state = joinStates(skipped, inference.state);
      return either(inference, expression, left, right, use);
    }
    case "conditional": {
      evaluateCondition(inference, expression.test);
      const tested = inference.state;
      inference.state = assume(inference, expression.test, true, tested) ?? tested;
      const consequent = evaluateOperand(inference, expression.consequent, use);
      const after = inference.state;
      inference.state = assume(inference, expression.test, false, tested) ?? tested;
      const alternate = evaluateOperand(inference, expression.alternate, use);
      inference.state = joinStates(after, inference.state);
      return either(inference, expression, consequent, alternate, use);
    }
    case "assign":
      return evaluateAssign(inference, expression);
    case "update":
      return evaluateUpdate(inference, expression);
    case "element":
      return evaluateElement(inference, expression);
    case "property":
      return evaluateProperty(inference, expression.object, expression.name, expression);
    case "method":
      return evaluateMethod(inference, expression);
    case "math":
      return evaluateMath(inference, expression);
    case "call":
      return evaluateCall(inference, expression);
    case "new": {
      const [extent] = inference.extentsOf(expression, () => [{ constant: expression.length }]);
      return { kind: "array", element: expression.element, extent: extent!, origin: "local" };
    }
    case "sequence": {
      for (const part of expression.expressions.slice(0, -1)) evaluate(inference, part, "effect");
      return evaluate(inference, expression.expressions.at(-1)!, use);
    }
  }
}

function evaluateOperand(inference: Inference, expression: Expr, use: Use): Value {
  if (use !== "condition") return evaluate(inference, expression, use);
  evaluateCondition(inference, expression);
  return boolean;
}

function either(inference: Inference, expression: Expr, a: Value, b: Value, use: Use): Value {
  if (use === "condition") return boolean;
  if (use === "effect") return nothing;
  const value = join(a, b);
  if (value === undefined || !isScalar(value)) {
    mistyped(
      inference,
      expression.span,
      `this is ${typeName(a)} or ${typeName(b)}`,
      "Let both sides be numbers, or both booleans.",
    );
  }
  return value;
}

function evaluateUnary(inference: Inference, op: "-" | "+" | "!" | "~", argument: Expr): Value {
  if (op === "!") {
    evaluateCondition(inference, argument);
    return boolean;
  }
  const facts = evaluateNumber(inference, argument);
  if (op === "+") return facts;
  return op === "-" ? negate(facts) : bitwise("^", facts, exactly(-1));
}

const comparisons = new Set<BinaryOp>(["<", "<=", ">", ">=", "===", "!==", "==", "!="]);
const bitwiseOps = new Set<BinaryOp>(["&", "|", "^", "<<", ">>", ">>>"]);

function evaluateBinary(inference: Inference, { op, left, right, span }: Binary): Value {
  const a = evaluate(inference, left);
  const b = evaluate(inference, right);
  if ((op === "===" || op === "!==") && a.kind !== b.kind) {
    mistyped(
      inference,
      span,
      `${typeName(a)} is never ${op === "===" ? "equal" : "different"} to ${typeName(b)} by type`,
      "Compare values of one type.",
    );
  }
  const [x, y] = [toNumber(inference, left, a), toNumber(inference, right, b)];
  return comparisons.has(op) ? boolean : combine(op, x, y);
}

function combine(op: BinaryOp, a: NumberFacts, b: NumberFacts): NumberFacts {
  return bitwiseOps.has(op) ? bitwise(op as BitwiseOp, a, b) : arithmetic(op as ArithmeticOp, a, b);
}

/** Evaluates the present value of what is assigned to: an element's array and index are evaluated once, here. */
function evaluateTarget(inference: Inference, target: Read | Element): NumberFacts {
  return toNumber(inference, target, evaluate(inference, target));
}

function evaluateAssign(inference: Inference, expression: Assign): Value {
  const { target, op, value } = expression;
  if (op === undefined) {
    if (target.kind === "element") evaluateTarget(inference, target);
    return storeTarget(inference, target, evaluate(inference, value), expression);
  }
  const before = evaluateTarget(inference, target);
  const result = combine(op, before, evaluateNumber(inference, value));
  return storeTarget(inference, target, counted(inference, expression, before, result), expression);
}

function evaluateUpdate(inference: Inference, expression: Update): Value {
  const before = evaluateTarget(inference, expression.target);
  const stepped = arithmetic(expression.op === "++" ? "+" : "-", before, exactly(1));
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

function evaluateElement(inference: Inference, expression: Element): Value {
  const object = evaluate(inference, expression.object);
  const index = evaluateNumber(inference, expression.index);
  if (object.kind === "array") return inference.record(expression, elementFacts(object.element));
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
    return inference.record(expression, lengthOf(extent));
  }
  mistyped(
    inference,
    expression.span,
    `${typeName(object)} has no elements by []`,
    object.kind === "ndarray" ? "Read with .get(i, j), write with .set(i, j, value)." : "Index typed arrays.",
  );
}

function evaluateProperty(inference: Inference, objectSyntax: Expr, name: string, expression: Expr): Value {
  const object = evaluate(inference, objectSyntax);
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

function evaluateMath(inference: Inference, { name, args, span }: MathCall): Value {
  const wanted = arity(name);
  if (wanted !== undefined && args.length !== wanted) {
    mistyped(
      inference,
      span,
      `${textOf(inference, span)} takes ${wanted} arguments, got ${args.length}`,
      "Pass each argument.",
    );
  }
  if (name === "boolean") {
    evaluateCondition(inference, args[0]!);
    return boolean;
  }
  const facts = args.map((arg) => evaluateNumber(inference, arg));
  return predicates.has(name) ? boolean : mathFacts(name, facts);
}

function evaluateCall(inference: Inference, expression: Call): Value {
  const { callee, args, span } = expression;
  const values = args.map((arg) => evaluate(inference, arg));
  if (args.length !== callee.parameters.length) {
    mistyped(
      inference,
      span,
      `${callee.name} takes ${callee.parameters.length} arguments, got ${args.length}`,
      "Pass each argument, and no others.",
    );
  }
  const instance = inference.instantiate(callee, values);
  inference.callees.set(expression, instance);
  return instance.result;
}
