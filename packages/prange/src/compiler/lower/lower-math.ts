// The functions of `Math`: instructions where one is exact, else calls of JavaScript's own.

import type { MathCall } from "../hir.ts";
import { integers, isI32, type NumberFacts } from "../infer/number-facts.ts";
import { after, call, f64, get, i32, op, set, tee } from "../ir/build.ts";
import type { Ir } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerNumber } from "./lower-number.ts";
import { constant, fromF64, fromI32, type Num } from "./num.ts";

/** A call whose result is a number. */
export function lowerMath(context: FunctionContext, { name, args }: MathCall, facts: NumberFacts): Num {
  const numbers = args.map((arg) => lowerNumber(context, arg));
  const [first = constant(Number.NaN), second = constant(Number.NaN)] = numbers;
  const double = (make: () => Ir) => fromF64(context.module, facts, make);
  switch (name) {
    case "number":
      return first;
    case "abs":
      return first.native && isI32(facts)
        ? absoluteI32(context, first, facts)
        : double(() => op("f64.abs", first.f64()));
    case "sqrt":
      return double(() => op("f64.sqrt", first.f64()));
    case "floor":
    case "trunc":
    case "ceil":
      return rounded(context, name, first, facts);
    case "round":
      return first.native ? first : double(() => round(context, first.f64()));
    case "sign":
      return double(() => sign(context, first.f64()));
    case "fround":
      return double(() => op("f64.promote_f32", op("f32.demote_f64", first.f64())));
    case "imul":
      return fromI32(facts, () => op("i32.mul", first.i32(), second.i32()));
    case "clz32":
      return fromI32(facts, () => op("i32.clz", first.i32()));
    case "min":
    case "max":
      return extreme(context, name, numbers, facts);
    default: {
      const imported = context.module.import(
        `math_${name}`,
        numbers.map(() => "f64" as const),
        "f64",
      );
      return double(() => call(imported, ...numbers.map((number) => number.f64())));
    }
  }
}

/** A call whose result is a boolean. */
export function lowerPredicate(context: FunctionContext, { name, args }: MathCall): Ir {
  const [argument] = args as [MathCall["args"][number]];
  if (name === "boolean") return lowerCondition(context, argument);
  const number = lowerNumber(context, argument);
  const x = context.local("f64", "x");
  const finite = (value: Ir) => op("f64.lt", op("f64.abs", value), f64(Infinity));
  switch (name) {
    case "isNaN":
      return op("f64.ne", tee(x, number.f64()), get(x));
    case "isFinite":
      return finite(number.f64());
    default:
      return op("i32.and", finite(tee(x, number.f64())), op("f64.eq", op("f64.trunc", get(x)), get(x)));
  }
}

function rounded(context: FunctionContext, name: "floor" | "trunc" | "ceil", argument: Num, facts: NumberFacts): Num {
  if (argument.native) return argument;
  const double = fromF64(context.module, facts, () => op(`f64.${name}`, argument.f64()));
  // Of what is not negative, the integer part is what ToInt32 takes.
  const truncates = name === "trunc" || (name === "floor" && argument.facts.lo >= 0);
  if (!truncates || !isI32(facts)) return double;
  return argument.modular ? fromI32(facts, argument.i32) : { ...double, i32: argument.i32 };
}

/** Half up, as Math.round: the next integer, unless it is more than a half away. Adding a half would round by itself. */
function round(context: FunctionContext, x: Ir): Ir {
  const value = context.local("f64", "x");
  const above = context.local("f64", "above");
  const far = op("f64.gt", op("f64.sub", get(above), f64(0.5)), get(value));
  return after(
    [set(value, x), set(above, op("f64.ceil", get(value)))],
    op("f64.sub", get(above), op("f64.convert_i32_s", far)),
  );
}

/** Zeros and NaN are their own sign. */
function sign(context: FunctionContext, x: Ir): Ir {
  const value = context.local("f64", "x");
  return op(
    "select",
    op("f64.copysign", f64(1), tee(value, x)),
    get(value),
    op("f64.gt", op("f64.abs", get(value)), f64(0)),
  );
}

function absoluteI32(context: FunctionContext, argument: Num, facts: NumberFacts): Num {
  if (argument.facts.lo >= 0) return argument;
  const value = context.local("i32", "x");
  return fromI32(facts, () =>
    op("select", tee(value, argument.i32()), op("i32.sub", i32(0), get(value)), op("i32.gt_s", get(value), i32(0))),
  );
}

function extreme(context: FunctionContext, name: "min" | "max", numbers: readonly Num[], facts: NumberFacts): Num {
  const [first, ...others] = numbers;
  if (first === undefined) return constant(name === "min" ? Infinity : -Infinity);
  if (others.length === 0) return first;
  if (numbers.every((number) => number.native) && isI32(facts)) {
    return others.reduce((a, b) => extremeI32(context, name, a, b), first);
  }
  return fromF64(context.module, facts, () => others.reduce((a, b) => op(`f64.${name}`, a, b.f64()), first.f64()));
}

function extremeI32(context: FunctionContext, name: "min" | "max", a: Num, b: Num): Num {
  const choose = Math[name];
  return fromI32(integers(choose(a.facts.lo, b.facts.lo), choose(a.facts.hi, b.facts.hi)), () => {
    const [x, y] = [context.local("i32", "a"), context.local("i32", "b")];
    const compare = op(name === "min" ? "i32.lt_s" : "i32.gt_s", get(x), get(y));
    return after([set(x, a.i32()), set(y, b.i32())], op("select", get(x), get(y), compare));
  });
}
