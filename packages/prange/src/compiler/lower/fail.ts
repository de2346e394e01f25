// Failing: a call that throws in JavaScript and does not return.

import { call, evaluate, i32, unreachable } from "../ir/build.ts";
import type { Ir, IrStatement } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import type { FailureSite } from "./module-context.ts";

/** Statements that report a failure at `site` with the numbers `a` and `b`. */
export function fail(context: FunctionContext, site: Omit<FailureSite, "text">, a: Ir, b: Ir): IrStatement[] {
  const imported = context.module.import("fail", ["i32", "f64", "f64"]);
  const index = context.module.site({ ...site, text: context.text });
  return [evaluate(call(imported, i32(index), a, b)), unreachable];
}
