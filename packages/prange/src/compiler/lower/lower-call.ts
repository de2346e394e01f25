// Calls of functions that are compiled with this one: flattened arguments, and the callee as a function of the module.

import type { Call, Expr } from "../hir.ts";
import type { NumberFacts } from "../infer/number-facts.ts";
import { after, call, get, i32, op } from "../ir/build.ts";
import type { Ir, WasmType } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerArray } from "./lower-array.ts";
import { lowerCallee } from "./lower-callee.ts";
import { lowerCondition } from "./lower-condition.ts";
import { held } from "./lower-index.ts";
import { lowerNumber } from "./lower-number.ts";
import { fromF64, fromI32, type Num } from "./num.ts";
import { representationOf } from "./representation.ts";

/** The call, and the type of what it leaves, if it leaves a value. */
export function lowerCall(context: FunctionContext, expression: Call): { value: Ir; type: WasmType | undefined } {
  const instance = context.types.callees.get(expression)!;
  const callee = lowerCallee(context.module, instance);
  const args = expression.args.flatMap((arg, index) => {
    const parameter = instance.parameters[index]!;
    if (parameter.kind === "number" || parameter.kind === "boolean") {
      return [lowerScalar(context, arg, representationOf(parameter) === "f64", parameter.kind === "boolean")];
    }
    return flattenArray(context, arg);
  });
  return { value: call(callee, get(context.scratch), ...args), type: callee.result };
}

export function lowerCallNumber(context: FunctionContext, expression: Call, facts: NumberFacts): Num {
  const { value, type } = lowerCall(context, expression);
  return type === "i32" ? fromI32(facts, () => value) : fromF64(context.module, facts, () => value);
}

export function lowerCallBoolean(context: FunctionContext, expression: Call): Ir {
  return lowerCall(context, expression).value;
}

function lowerScalar(context: FunctionContext, arg: Expr, double: boolean, boolean: boolean): Ir {
  if (boolean) return lowerCondition(context, arg);
  const number = lowerNumber(context, arg);
  return double ? number.f64() : number.i32();
}

/** An array as a callee takes it. Its length is left out where the callee knows it. */
function flattenArray(context: FunctionContext, arg: Expr): Ir[] {
  const { statements, storage } = lowerArray(context, arg);
  if (storage.kind === "ndarray") {
    return [after(statements, get(storage.address)), ...storage.shape.map(held), ...storage.stride.map(held)];
  }
  const start = storage.offset === 0 ? get(storage.address) : op("i32.add", get(storage.address), i32(storage.offset));
  return [after(statements, start), ...(typeof storage.length === "number" ? [] : [get(storage.length)])];
}
