// Conditions: expressions as 0 or 1.

import { mistyped } from "../bind/context.ts";
import type { Binary, ComparisonOp, Expr, Logical } from "../hir.ts";
import { after, f64, get, i32, op } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerAssignedBoolean } from "./lower-assign.ts";
import { lowerCallBoolean } from "./lower-call.ts";
import { lowerEffect } from "./lower-effect.ts";
import { lowerPredicate } from "./lower-math.ts";
import { lowerNumber } from "./lower-number.ts";
import type { Num } from "./num.ts";

/** Whether `expression` counts as true. */
export function lowerCondition(context: FunctionContext, expression: Expr): Ir {
  if (context.factsOf(expression) !== undefined) return truth(lowerNumber(context, expression));
  switch (expression.kind) {
    case "boolean":
      return i32(expression.value ? 1 : 0);
    case "read": {
      const storage = context.storage(expression.variable);
      if (storage.kind === "scalar") return get(storage.local);
      break;
    }
    case "unary":
      return op("i32.eqz", lowerCondition(context, expression.argument));
    case "binary":
      return lowerComparison(context, expression);
    case "logical":
      return lowerLogical(context, expression);
    case "conditional":
      return {
        kind: "choose",
        type: "i32",
        test: lowerCondition(context, expression.test),
        then: lowerCondition(context, expression.consequent),
        otherwise: lowerCondition(context, expression.alternate),
      };
    case "assign":
      return lowerAssignedBoolean(context, expression);
    case "math":
      return lowerPredicate(context, expression);
    case "call":
      return lowerCallBoolean(context, expression);
    case "sequence": {
      const before = expression.expressions.slice(0, -1).flatMap((part) => lowerEffect(context, part));
      return after(before, lowerCondition(context, expression.expressions.at(-1)!));
    }
    default:
      break;
  }
  return mistyped(context, expression.span, "this is no condition", "Compare numbers.");
}

/** Whether a number counts as true: neither 0 nor NaN. */
export function truth(number: Num): Ir {
  if (number.native) return op("i32.ne", number.i32(), i32(0));
  return op("f64.gt", op("f64.abs", number.f64()), f64(0));
}

const suffixes: Readonly<Record<ComparisonOp, readonly [i32: string, f64: string]>> = {
  "<": ["lt_s", "lt"],
  "<=": ["le_s", "le"],
  ">": ["gt_s", "gt"],
  ">=": ["ge_s", "ge"],
  "===": ["eq", "eq"],
  "==": ["eq", "eq"],
  "!==": ["ne", "ne"],
  "!=": ["ne", "ne"],
};

function lowerComparison(context: FunctionContext, { op: operator, left, right }: Binary): Ir {
  const [a, b] = [lowerNumber(context, left), lowerNumber(context, right)];
  const [integer, double] = suffixes[operator as ComparisonOp];
  return a.native && b.native ? op(`i32.${integer}`, a.i32(), b.i32()) : op(`f64.${double}`, a.f64(), b.f64());
}

function lowerLogical(context: FunctionContext, { op: operator, left, right }: Logical): Ir {
  const [a, b] = [lowerCondition(context, left), lowerCondition(context, right)];
  // What costs no more than a branch, and can neither fail nor change anything, need not be skipped.
  if (isCheap(right)) return op(operator === "&&" ? "i32.and" : "i32.or", a, b);
  return operator === "&&"
    ? { kind: "choose", type: "i32", test: a, then: b, otherwise: i32(0) }
    : { kind: "choose", type: "i32", test: a, then: i32(1), otherwise: b };
}

function isCheap(expression: Expr): boolean {
  switch (expression.kind) {
    case "number":
    case "boolean":
    case "read":
      return true;
    case "unary":
      return isCheap(expression.argument);
    case "binary":
      return !["/", "%", "**"].includes(expression.op) && isCheap(expression.left) && isCheap(expression.right);
    case "logical":
      return isCheap(expression.left) && isCheap(expression.right);
    default:
      return false;
  }
}
