// The type and facts of every expression, in the order in which JavaScript evaluates them.

import { mistyped, textOf } from "../bind/context.ts";
import type { Binary, BinaryOp, Call, ComparisonOp, Expr, MathCall } from "../hir.ts";
import { bitwise, negate } from "./arithmetic-facts.ts";
import { assume } from "./assume.ts";
import { combine } from "./combine.ts";
import { evaluateElement, evaluateProperty } from "./evaluate-access.ts";
import { evaluateAssign, evaluateUpdate } from "./evaluate-assign.ts";
import { evaluateMethod } from "./evaluate-method.ts";
import type { Inference } from "./inference.ts";
import { arity, mathFacts, predicates } from "./math-facts.ts";
import { exactly, integers, type NumberFacts } from "./number-facts.ts";
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

/** A value that has been evaluated, as a number. */
export function toNumber(inference: Inference, expression: Expr, value: Value): NumberFacts {
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
      return evaluateProperty(inference, expression);
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

const comparisons: ReadonlySet<BinaryOp> = new Set(["<", "<=", ">", ">=", "===", "!==", "==", "!="]);

function isComparison(op: BinaryOp): op is ComparisonOp {
  return comparisons.has(op);
}

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
  return isComparison(op) ? boolean : combine(op, x, y);
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
