// Statements.

import type { Declare, Return, Stmt } from "../hir.ts";
import { block, branch, leave, unreachable, when } from "../ir/build.ts";
import type { IrStatement } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerArray } from "./lower-array.ts";
import { setScalar } from "./lower-assign.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerCount } from "./lower-count.ts";
import { lowerEffect } from "./lower-effect.ts";
import { lowerLoop } from "./lower-loop.ts";
import { lowerNumber } from "./lower-number.ts";
import { lowerParallel } from "./lower-parallel.ts";
import { representationOf } from "./representation.ts";
import { wasmType } from "./storage.ts";

/** A function's body, which ends in a return if the function has a result. */
export function lowerBody(context: FunctionContext, body: Stmt): IrStatement[] {
  const statements = lowerStatement(context, body);
  // Inference has made sure that a function with a result never comes to its end.
  return context.result === undefined ? statements : [...statements, unreachable];
}

export function lowerStatement(context: FunctionContext, statement: Stmt): IrStatement[] {
  // What is never reached has no types.
  if (!context.types.reached.has(statement)) return [];
  switch (statement.kind) {
    case "block": {
      const { target } = statement;
      const label = { name: target?.label ?? "block" };
      const labels = { break: label, continue: label, breaks: false, continues: false };
      if (target) context.jumps.set(target, labels);
      const body = statement.body.flatMap((inner) => lowerStatement(context, inner));
      return labels.breaks ? [block(label, body)] : body;
    }
    case "declare":
      return lowerDeclare(context, statement);
    case "evaluate":
      return lowerEffect(context, statement.expression);
    case "if": {
      const test = lowerCondition(context, statement.test);
      const then = lowerStatement(context, statement.consequent);
      const otherwise = statement.alternate ? lowerStatement(context, statement.alternate) : [];
      return [when(test, then, otherwise)];
    }
    case "loop":
      return lowerLoop(context, statement);
    case "count": {
      const region = context.parallel?.region(statement);
      return region === undefined ? lowerCount(context, statement) : lowerParallel(context, statement, region);
    }
    case "break":
    case "continue": {
      const labels = context.jumps.get(statement.target)!;
      if (statement.kind === "break") labels.breaks = true;
      else labels.continues = true;
      return [branch(labels[statement.kind])];
    }
    case "return":
      return lowerReturn(context, statement);
  }
}

function lowerDeclare(context: FunctionContext, { variable, init }: Declare): IrStatement[] {
  const representation = representationOf(context.types.stored.get(variable));
  if (representation === undefined) {
    if (init === undefined || context.types.stored.get(variable) === undefined) return [];
    const { statements, storage } = lowerArray(context, init);
    context.bind(variable, storage);
    return [...statements];
  }
  const storage = {
    kind: "scalar",
    representation: context.parallel?.reduced(variable) ? "f64" : representation,
    local: context.local(wasmType(context.parallel?.reduced(variable) ? "f64" : representation), variable.name),
  } as const;
  // Its initial value is computed where an outer variable of the same name may still be meant.
  const value = init && (representation === "boolean" ? lowerCondition(context, init) : lowerNumber(context, init));
  context.bind(variable, storage);
  if (value === undefined) return [];
  return ["kind" in value ? { kind: "set", local: storage.local, value } : setScalar(storage, value)];
}

function lowerReturn(context: FunctionContext, { value }: Return): IrStatement[] {
  if (value === undefined) return [leave()];
  switch (context.result) {
    case undefined:
      return [...lowerEffect(context, value), leave()];
    case "boolean":
      return [leave(lowerCondition(context, value))];
    case "i32":
      return [leave(lowerNumber(context, value).i32())];
    case "f64":
      return [leave(lowerNumber(context, value).f64())];
  }
}
