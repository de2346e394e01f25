// Expressions as numbers that are yet to be computed.

import { mistyped } from "../bind/context.ts";
import type { Conditional, Expr, Logical, Read, Unary } from "../hir.ts";
import { negate } from "../infer/arithmetic-facts.ts";
import { integers, isExactInteger, isI32, type NumberFacts } from "../infer/number-facts.ts";
import { after, get, i32, op, tee } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerAssign, lowerUpdate } from "./lower-assign.ts";
import { lowerBinary } from "./lower-binary.ts";
import { lowerCallNumber } from "./lower-call.ts";
import { lowerCondition, truth } from "./lower-condition.ts";
import { lowerEffect } from "./lower-effect.ts";
import { loadElement } from "./lower-element.ts";
import { lowerMath } from "./lower-math.ts";
import { lowerProperty } from "./lower-property.ts";
import { constant, fromF64, fromI32, type Num } from "./num.ts";

/** `expression`, which has a number or a boolean, as a number. */
export function lowerNumber(context: FunctionContext, expression: Expr): Num {
  const facts = context.factsOf(expression);
  // Booleans count as 0 and 1, which is what they are held as.
  if (facts === undefined) return fromI32(integers(0, 1), () => lowerCondition(context, expression));
  switch (expression.kind) {
    case "number":
      return constant(expression.value);
    case "read":
      return readNumber(context, expression, facts);
    case "unary":
      return lowerUnary(context, expression, facts);
    case "binary":
      return lowerBinary(
        context,
        expression.op,
        lowerNumber(context, expression.left),
        lowerNumber(context, expression.right),
        facts,
      );
    case "logical":
      return lowerLogical(context, expression, facts);
    case "conditional":
      return lowerConditional(context, expression, facts);
    case "assign":
      return lowerAssign(context, expression);
    case "update":
      return lowerUpdate(context, expression);
    case "element":
    case "property":
      return lowerProperty(context, expression, facts) ?? loadElement(context, expression);
    case "method":
      return loadElement(context, expression);
    case "math":
      return lowerMath(context, expression, facts);
    case "call":
      return lowerCallNumber(context, expression, facts);
    case "sequence": {
      const before = expression.expressions.slice(0, -1).flatMap((part) => lowerEffect(context, part));
      const last = lowerNumber(context, expression.expressions.at(-1)!);
      return sequence(last, (value) => after(before, value));
    }
    case "boolean":
    case "new":
      return mistyped(context, expression.span, "this is no number", "Use a number here.");
  }
}

/** `inner`, computed in a surrounding that `wrap` makes. */
function sequence(inner: Num, wrap: (value: Ir) => Ir): Num {
  return { ...inner, f64: () => wrap(inner.f64()), i32: () => wrap(inner.i32()), wide: () => undefined };
}

function readNumber(context: FunctionContext, { variable }: Read, facts: NumberFacts): Num {
  const storage = context.storage(variable);
  if (storage.kind !== "scalar")
    return mistyped(context, variable.span, `${variable.name} is an array`, "Use a number here.");
  const make = () => get(storage.local);
  return storage.representation === "f64" ? fromF64(context.module, facts, make) : fromI32(facts, make);
}

function lowerUnary(context: FunctionContext, { op: operator, argument }: Unary, facts: NumberFacts): Num {
  const number = lowerNumber(context, argument);
  if (operator === "+") return number;
  if (operator === "~") return fromI32(facts, () => op("i32.xor", number.i32(), i32(-1)));
  const asF64 = fromF64(context.module, negate(number.facts), () => op("f64.neg", number.f64()));
  if (!number.modular || !isExactInteger(number.facts)) return asF64;
  const asI32 = () => op("i32.sub", i32(0), number.i32());
  return isI32(facts) && number.native ? fromI32(facts, asI32) : { ...asF64, modular: true, i32: asI32 };
}

function lowerConditional(
  context: FunctionContext,
  { test, consequent, alternate }: Conditional,
  facts: NumberFacts,
): Num {
  const condition = lowerCondition(context, test);
  const [a, b] = [lowerNumber(context, consequent), lowerNumber(context, alternate)];
  return choose(context, condition, a, b, facts);
}

/** `a` where `condition` is not 0, else `b`. */
function choose(context: FunctionContext, condition: Ir, a: Num, b: Num, facts: NumberFacts): Num {
  if (a.native && b.native && isI32(facts)) {
    return fromI32(facts, () => ({ kind: "choose", type: "i32", test: condition, then: a.i32(), otherwise: b.i32() }));
  }
  return fromF64(context.module, facts, () => ({
    kind: "choose",
    type: "f64",
    test: condition,
    then: a.f64(),
    otherwise: b.f64(),
  }));
}

/** `a && b` and `a || b` of numbers: one of the two. */
function lowerLogical(context: FunctionContext, { op: operator, left, right }: Logical, facts: NumberFacts): Num {
  const a = lowerNumber(context, left);
  const b = lowerNumber(context, right);
  const type = a.native && b.native && isI32(facts) ? "i32" : "f64";
  const held = context.local(type, "left");
  const kept = type === "i32" ? fromI32(a.facts, () => get(held)) : fromF64(context.module, a.facts, () => get(held));
  const condition = truth({ ...kept, i32: () => tee(held, a.i32()), f64: () => tee(held, a.f64()) });
  return operator === "&&" ? choose(context, condition, b, kept, facts) : choose(context, condition, kept, b, facts);
}
