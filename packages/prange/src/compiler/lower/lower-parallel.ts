// A parallel loop: a region that threads run in pieces, and the call in `main` that has it run.

import type { Count, Variable } from "../hir.ts";
import { call, evaluate, f64, get, i32, load, op, set, store, when } from "../ir/build.ts";
import type { DefinedFunction, Ir, IrStatement, Local } from "../ir/ir.ts";
import type { Reduction } from "../program.ts";
import { Captures } from "./captures.ts";
import { FunctionContext } from "./function-context.ts";
import { lowerBound, lowerRounds } from "./lower-count.ts";
import type { PlannedRegion } from "./parallel-plan.ts";
import type { ScalarStorage } from "./storage.ts";

/** Bytes of a value in a partial. */
const SLOT = 8;

// 0 would turn a sum of -0s into 0; -0 changes nothing.
const identities: Readonly<Record<Reduction["op"], number>> = { "+": -0, "*": 1, min: Infinity, max: -Infinity };
const joins: Readonly<Record<Reduction["op"], string>> = {
  "+": "f64.add",
  "*": "f64.mul",
  min: "f64.min",
  max: "f64.max",
};

export function lowerParallel(context: FunctionContext, statement: Count, region: PlannedRegion): IrStatement[] {
  const { module } = context;
  const frame = context.frame!;
  const captures = new Captures(context);
  const reductions = [...region.reductions].map(([variable, join]) => ({ variable, join, slot: captures.reserve() }));

  const lo = context.local("i32", "lo");
  const hi = context.local("i32", "hi");
  const bounds = [
    set(lo, statement.start === undefined ? i32(0) : lowerBound(context, statement, statement.start)),
    set(hi, lowerBound(context, statement, statement.stop)),
  ];
  module.functions.push(lowerRegion(context, statement, region, captures, reductions));
  if (reductions.length > 0) module.functions.push(combination(region.index, reductions));
  module.needFrame(captures.bytes);
  module.needPartial(reductions.length * SLOT);

  const outer = (variable: Variable) => context.storage(variable) as ScalarStorage;
  const fork = module.import("fork", ["i32", "i32", "i32", "i32"]);
  return [
    ...bounds,
    when(op("i32.lt_s", get(lo), get(hi)), [
      ...captures.spill(frame),
      ...reductions.map(({ variable, slot }) => store("f64.store", get(frame), get(outer(variable).local), slot)),
      evaluate(call(fork, i32(region.index), get(lo), get(hi), get(frame))),
      ...reductions.map(({ variable, slot }) => set(outer(variable).local, load("f64.load", get(frame), slot))),
    ]),
  ];
}

interface PlacedReduction {
  readonly variable: Variable;
  readonly join: Reduction["op"];
  /** Offset in the frame. */
  readonly slot: number;
}

/** `region<k>(lo, hi, frame, partial, scratch)`: the iterations of `[lo, hi)`. */
function lowerRegion(
  context: FunctionContext,
  statement: Count,
  region: PlannedRegion,
  captures: Captures,
  reductions: readonly PlacedReduction[],
): DefinedFunction {
  const [lo, hi, frame, partial, scratch] = ["lo", "hi", "frame", "partial", "scratch"].map(
    (name): Local => ({ type: "i32", name }),
  ) as [Local, Local, Local, Local, Local];
  const inner = new FunctionContext({
    module: context.module,
    instance: context.instance,
    scratch,
    result: undefined,
    capture: (variable) => captures.capture(inner, variable),
  });
  const partials = reductions.map(({ variable, join }) => {
    const local = inner.local("f64", variable.name);
    inner.bind(variable, { kind: "scalar", representation: "f64", local });
    return { local, join };
  });
  const rounds = lowerRounds(inner, statement, lo, hi);
  return {
    kind: "function",
    name: `region${region.index}`,
    parameters: [lo, hi, frame, partial, scratch],
    result: undefined,
    exported: true,
    locals: inner.locals,
    body: [
      ...captures.fill(frame),
      ...partials.map(({ local, join }) => set(local, f64(identities[join]))),
      ...rounds,
      ...partials.map(({ local }, index) => store("f64.store", get(partial), get(local), index * SLOT)),
    ],
  };
}

/** `combine<k>(frame, partial)`: joins a partial to the frame's values. */
function combination(index: number, reductions: readonly PlacedReduction[]): DefinedFunction {
  const frame: Local = { type: "i32", name: "frame" };
  const partial: Local = { type: "i32", name: "partial" };
  const joined = ({ join, slot }: PlacedReduction, position: number): Ir =>
    op(joins[join], load("f64.load", get(frame), slot), load("f64.load", get(partial), position * SLOT));
  return {
    kind: "function",
    name: `combine${index}`,
    parameters: [frame, partial],
    result: undefined,
    exported: true,
    locals: [],
    body: reductions.map((reduction, position) =>
      store("f64.store", get(frame), joined(reduction, position), reduction.slot),
    ),
  };
}
