// `for (const i of range(start, stop))`, and `prange` where it runs in order.

import { textOf } from "../bind/context.ts";
import type { Count, Expr } from "../hir.ts";
import { isI32 } from "../infer/number-facts.ts";
import { after, block, branch, get, i32, loop, op, set, when } from "../ir/build.ts";
import type { Ir, IrStatement, Local } from "../ir/ir.ts";
import { fail } from "./fail.ts";
import type { FunctionContext } from "./function-context.ts";
import { setScalar } from "./lower-assign.ts";
import { lowerNumber } from "./lower-number.ts";
import { lowerStatement } from "./lower-statement.ts";
import { fromI32 } from "./num.ts";
import { representationOf } from "./representation.ts";
import { wasmType } from "./storage.ts";

export function lowerCount(context: FunctionContext, statement: Count): IrStatement[] {
  const counter = context.local("i32", statement.variable.mutable ? "counter" : statement.variable.name);
  const stop = context.local("i32", "stop");
  return [
    set(counter, statement.start === undefined ? i32(0) : lowerBound(context, statement, statement.start)),
    set(stop, lowerBound(context, statement, statement.stop)),
    ...lowerRounds(context, statement, counter, stop),
  ];
}

/** The rounds from `counter`, which counts, to `stop`. */
export function lowerRounds(
  context: FunctionContext,
  { variable, body, target }: Count,
  counter: Local,
  stop: Local,
): IrStatement[] {
  const name = target.label ?? "count";
  const labels = {
    break: { name: `${name}.end` },
    continue: { name: `${name}.next` },
    breaks: false,
    continues: false,
  };
  context.jumps.set(target, labels);
  const start = bindCounter(context, variable, counter);
  const round = lowerStatement(context, body);
  const head = { name };
  const more = op("i32.lt_s", get(counter), get(stop));
  const repeated = loop(head, [
    ...start,
    ...(labels.continues ? [block(labels.continue, round)] : round),
    set(counter, op("i32.add", get(counter), i32(1))),
    branch(head, more),
  ]);
  const rounds = when(more, [repeated]);
  return labels.breaks ? [block(labels.break, [rounds])] : [rounds];
}

/** The loop variable is the counter itself, unless the body assigns to it: the next round counts on from its own number. */
function bindCounter(context: FunctionContext, variable: Count["variable"], counter: Local): IrStatement[] {
  if (!variable.mutable) {
    context.bind(variable, { kind: "scalar", representation: "i32", local: counter });
    return [];
  }
  const stored = context.types.stored.get(variable);
  const representation = representationOf(stored) ?? "i32";
  const own = {
    kind: "scalar",
    representation,
    local: context.local(wasmType(representation), variable.name),
  } as const;
  context.bind(variable, own);
  if (stored?.kind !== "number") return [];
  return [
    setScalar(
      own,
      fromI32(stored, () => get(counter)),
    ),
  ];
}

/** A bound as an i32, or a failure if it is none. */
export function lowerBound(context: FunctionContext, statement: Count, bound: Expr): Ir {
  const number = lowerNumber(context, bound);
  if (isI32({ ...number.facts, negativeZero: false })) return number.i32();
  const value = context.local("f64", "bound");
  const whole = context.local("i32", "bound");
  const site = {
    kind: "bound",
    name: `the bound ${textOf(context, bound.span)} of ${statement.marker}`,
    span: bound.span,
  } as const;
  return after(
    [
      set(value, number.f64()),
      set(whole, op("i32.trunc_sat_f64_s", get(value))),
      when(
        op("f64.ne", op("f64.convert_i32_s", get(whole)), get(value)),
        fail(context, site, get(value), op("f64.convert_i32_s", i32(0))),
      ),
    ],
    get(whole),
  );
}
