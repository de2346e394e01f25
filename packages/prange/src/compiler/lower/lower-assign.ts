// Assignments to variables and elements, as statements and as values.

import { mistyped } from "../bind/context.ts";
import type { Assign, Update, Variable } from "../hir.ts";
import { combine } from "../infer/combine.ts";
import { exactly, MAX_I32, MIN_I32, type NumberFacts } from "../infer/number-facts.ts";
import { after, f64, get, i32, op, set, tee, when } from "../ir/build.ts";
import type { Ir, IrStatement } from "../ir/ir.ts";
import { loadAt, storeAt } from "./elements.ts";
import { fail } from "./fail.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerBinary } from "./lower-binary.ts";
import { lowerCondition } from "./lower-condition.ts";
import { lowerPlace, type Place } from "./lower-element.ts";
import { lowerNumber } from "./lower-number.ts";
import { constant, fromF64, fromI32, type Num } from "./num.ts";
import type { ScalarStorage } from "./storage.ts";

/** What `expression` computes: its value, and how that comes about. */
interface Computed {
  /** To be executed first. */
  readonly before: readonly IrStatement[];
  readonly value: Num;
  store(value: Num): IrStatement;
}

/** An assignment whose value nobody uses. */
export function lowerAssignment(context: FunctionContext, expression: Assign | Update): IrStatement[] {
  if (isBooleanAssignment(context, expression)) return [setBoolean(context, expression)];
  const { before, value, store } = compute(context, expression);
  return [...before, store(value), ...guard(context, expression)];
}

/** The value of `target = value`, of `target += value`. */
export function lowerAssign(context: FunctionContext, expression: Assign): Num {
  const { before, value, store } = compute(context, expression, { holdPlace: true });
  const kept = keep(context, value);
  return sequence([...before, kept.set, store(kept.number()), ...guard(context, expression)], kept.number());
}

/** The value of `++target` or `target++`. */
export function lowerUpdate(context: FunctionContext, expression: Update): Num {
  if (expression.prefix) {
    const { before, value, store } = compute(context, expression);
    const kept = keep(context, value);
    return sequence([...before, kept.set, store(kept.number()), ...guard(context, expression)], kept.number());
  }
  let kept: ReturnType<typeof keep> | undefined;
  const onOld = (old: Num): [IrStatement, Num] => {
    kept = keep(context, old);
    return [kept.set, kept.number()];
  };
  const { before, value, store } = compute(context, expression, { onOld });
  return sequence([...before, store(value), ...guard(context, expression)], kept!.number());
}

/** The value of `target = value` for a boolean variable. */
export function lowerAssignedBoolean(context: FunctionContext, expression: Assign): Ir {
  if (expression.target.kind !== "read") {
    // Stored as 0 or 1; the expression's own value is the boolean.
    const local = context.local("i32", "value");
    const place = lowerPlace(context, expression.target);
    const address = context.local("i32", "address");
    const held = fromI32(exactly(1), () => get(local));
    return after(
      [
        set(address, place.address),
        set(local, lowerCondition(context, expression.value)),
        storeAt(place.element, get(address), place.offset, { ...held, facts: { ...exactly(1), lo: 0 } }),
      ],
      get(local),
    );
  }
  const { local } = scalar(context, expression.target.variable);
  return tee(local, lowerCondition(context, expression.value));
}

function isBooleanAssignment(context: FunctionContext, expression: Assign | Update): expression is Assign {
  if (expression.kind !== "assign" || expression.target.kind !== "read" || expression.op !== undefined) return false;
  return scalar(context, expression.target.variable).representation === "boolean";
}

function setBoolean(context: FunctionContext, { target, value }: Assign): IrStatement {
  const { local } = scalar(context, (target as { variable: Variable }).variable);
  return set(local, lowerCondition(context, value));
}

interface ComputeOptions {
  /** Holds the old value, which can be computed only once. */
  readonly onOld?: (old: Num) => [IrStatement, Num];
  /** Whether the element's place is needed before the value, and the value before it is stored. */
  readonly holdPlace?: boolean;
}

/** Takes the operation apart. */
function compute(context: FunctionContext, expression: Assign | Update, options: ComputeOptions = {}): Computed {
  const { target } = expression;
  const plain = expression.kind === "assign" && expression.op === undefined;
  if (target.kind === "read") {
    const storage = scalar(context, target.variable);
    const store = (value: Num) => setScalar(storage, value);
    if (plain) return { before: [], value: lowerNumber(context, expression.value), store };
    const [before, old] = hold(readScalar(context, storage, context.factsOf(target)), options);
    return { before, value: operate(context, expression, old), store };
  }
  const place = lowerPlace(context, target);
  if (plain && !options.holdPlace) {
    const value = lowerNumber(context, expression.value);
    return { before: [], value, store: (number) => storePlace(place, number) };
  }
  const address = context.local("i32", "address");
  const held: Place = { ...place, address: get(address) };
  const store = (number: Num) => storePlace(held, number);
  if (plain) {
    const value = lowerNumber(context, expression.value);
    return { before: [set(address, place.address)], value, store };
  }
  const [before, old] = hold(loadAt(context.module, place.element, get(address), place.offset), options);
  return {
    before: [set(address, place.address), ...before],
    value: operate(context, expression, old),
    store,
  };
}

function hold(old: Num, { onOld }: ComputeOptions): [IrStatement[], Num] {
  if (onOld === undefined) return [[], old];
  const [statement, held] = onOld(old);
  return [[statement], held];
}

function operate(context: FunctionContext, expression: Assign | Update, old: Num): Num {
  const operator = expression.kind === "update" ? (expression.op === "++" ? "+" : "-") : expression.op!;
  const value = expression.kind === "update" ? constant(1) : lowerNumber(context, expression.value);
  const facts = guarded(context, expression, combine(operator, old.facts, value.facts));
  return lowerBinary(context, operator, old, value, facts);
}

function guarded(context: FunctionContext, expression: Assign | Update, facts: NumberFacts): NumberFacts {
  if (!context.types.guarded.has(expression)) return facts;
  return {
    ...facts,
    lo: Math.max(facts.lo, MIN_I32),
    hi: Math.min(facts.hi, MAX_I32),
    nan: false,
    negativeZero: false,
  };
}

/** Fails where a counter has left the 32-bit integers. Behind the step, so that the step itself stays one instruction. */
function guard(context: FunctionContext, expression: Assign | Update): IrStatement[] {
  if (!context.types.guarded.has(expression) || expression.target.kind !== "read") return [];
  const { variable } = expression.target;
  const storage = scalar(context, variable);
  const step = expression.kind === "update" ? 1 : (context.factsOf(expression.value)?.lo ?? 1);
  const forward = (expression.kind === "update" ? expression.op === "++" : expression.op === "+") === step > 0;
  const left =
    storage.representation === "f64" ? leftAsF64(storage, forward) : leftAsI32(storage, forward, Math.abs(step));
  const site = { kind: "counter", name: variable.name, span: expression.span } as const;
  return [when(left, fail(context, site, f64(0), f64(0)))];
}

/** An i32 that has left has wrapped around, to within a step of the other end. */
function leftAsI32({ local }: ScalarStorage, forward: boolean, step: number): Ir {
  return forward ? op("i32.lt_s", get(local), i32(MIN_I32 + step)) : op("i32.gt_s", get(local), i32(MAX_I32 - step));
}

function leftAsF64({ local }: ScalarStorage, forward: boolean): Ir {
  return forward ? op("f64.gt", get(local), f64(MAX_I32)) : op("f64.lt", get(local), f64(MIN_I32));
}

/** A number computed into a local, from where it can be read several times. */
function keep(context: FunctionContext, value: Num): { set: IrStatement; number(): Num } {
  const type = value.native ? "i32" : "f64";
  const local = context.local(type, "value");
  return {
    set: set(local, value.native ? value.i32() : value.f64()),
    number: () =>
      value.native ? fromI32(value.facts, () => get(local)) : fromF64(context.module, value.facts, () => get(local)),
  };
}

function sequence(statements: readonly IrStatement[], value: Num): Num {
  return {
    ...value,
    f64: () => after(statements, value.f64()),
    i32: () => after(statements, value.i32()),
    wide: () => undefined,
  };
}

function storePlace({ element, address, offset }: Place, value: Num): IrStatement {
  return storeAt(element, address, offset, value);
}

function scalar(context: FunctionContext, variable: Variable): ScalarStorage {
  const storage = context.storage(variable);
  if (storage.kind === "scalar") return storage;
  return mistyped(context, variable.span, `${variable.name} is an array`, "Assign to its elements.");
}

function readScalar(
  context: FunctionContext,
  { representation, local }: ScalarStorage,
  facts: NumberFacts | undefined,
): Num {
  const known = facts ?? { ...exactly(0), hi: 1 };
  return representation === "f64" ? fromF64(context.module, known, () => get(local)) : fromI32(known, () => get(local));
}

/** Stores a number in the variable's representation, which holds everything that is ever assigned to it. */
export function setScalar({ representation, local }: ScalarStorage, value: Num): IrStatement {
  return set(local, representation === "f64" ? value.f64() : value.i32());
}
