// `while`, `do` and `for`, with the test at the bottom: one branch a round.

import type { Loop } from "../hir.ts";
import { block, branch, loop, op } from "../ir/build.ts";
import type { IrStatement } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerEffect } from "./lower-effect.ts";
import { lowerStatement } from "./lower-statement.ts";

export function lowerLoop(
  context: FunctionContext,
  { init, test, testFirst, update, body, target }: Loop,
): IrStatement[] {
  const name = target.label ?? "loop";
  const labels = {
    break: { name: `${name}.end` },
    continue: { name: `${name}.next` },
    breaks: false,
    continues: false,
  };
  context.jumps.set(target, labels);
  const before = init.flatMap((statement) => lowerStatement(context, statement));
  const head = { name };
  const round = lowerStatement(context, body);
  const rest = [
    ...(labels.continues ? [block(labels.continue, round)] : round),
    ...lowerUpdate(context, update),
    ...lowerRepeat(context, test, head),
  ];
  const repeated = loop(head, rest);
  if (!testFirst || test === undefined || isTrue(test)) {
    return [...before, ...(labels.breaks ? [block(labels.break, [repeated])] : [repeated])];
  }
  // The test is made once before the loop and then at its end.
  const enter = branch(labels.break, op("i32.eqz", lowerCondition(context, test)));
  return [...before, block(labels.break, [enter, repeated])];
}

function isTrue(test: NonNullable<Loop["test"]>): boolean {
  return test.kind === "boolean" && test.value;
}

function lowerUpdate(context: FunctionContext, update: Loop["update"]): IrStatement[] {
  // A body that always leaves the loop never comes to the update.
  return update === undefined || context.types.values.get(update) === undefined ? [] : lowerEffect(context, update);
}

function lowerRepeat(context: FunctionContext, test: Loop["test"], head: { name: string }): IrStatement[] {
  if (test === undefined || isTrue(test)) return [branch(head)];
  if (context.types.values.get(test) === undefined) return [];
  return [branch(head, lowerCondition(context, test))];
}
