// Array-valued expressions: names, new local arrays, and views.

import { mistyped } from "../bind/context.ts";
import type { Expr, NewArray } from "../hir.ts";
import { elementShift } from "../infer/element-facts.ts";
import { branch, get, i32, loop, op, set, store } from "../ir/build.ts";
import type { Ir, IrStatement } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { lowerEffect } from "./lower-effect.ts";
import { lowerView } from "./lower-view.ts";
import type { ArrayStorage, NdarrayStorage } from "./storage.ts";

/** An array, once `statements` have been executed. */
export interface LoweredArray {
  readonly statements: readonly IrStatement[];
  readonly storage: ArrayStorage | NdarrayStorage;
}

export function lowerArray(context: FunctionContext, expression: Expr): LoweredArray {
  switch (expression.kind) {
    case "read": {
      const storage = context.storage(expression.variable);
      if (storage.kind !== "scalar") return { statements: [], storage };
      break;
    }
    case "new":
      return lowerNew(context, expression);
    case "property":
      // Only a shape is an array-valued property: it lives in its ndarray.
      return lowerArray(context, expression.object);
    case "method":
      return lowerView(context, expression);
    case "sequence": {
      const before = expression.expressions.slice(0, -1).flatMap((part) => lowerEffect(context, part));
      const { statements, storage } = lowerArray(context, expression.expressions.at(-1)!);
      return { statements: [...before, ...statements], storage };
    }
    default:
      break;
  }
  return mistyped(context, expression.span, "this is no array", "Name an array or a view here.");
}

/** Bytes that are zeroed by as many stores as it takes, without a loop. */
const UNROLLED = 128;
/** Bytes up to which a loop of stores is faster than `memory.fill`, which V8 calls out for. */
const LOOPED = 4096;
const STEP = 64;

function lowerNew(context: FunctionContext, { element, length }: NewArray): LoweredArray {
  const bytes = length * 2 ** elementShift(element);
  // Rounded up to whole steps, so that zeroing never needs a smaller store.
  const whole = Math.ceil(bytes / STEP) * STEP;
  const offset = context.module.allocate(whole);
  const storage: ArrayStorage = { kind: "array", element, address: context.scratch, offset, length };
  return { statements: zero(context, offset, bytes <= UNROLLED ? Math.ceil(bytes / 16) * 16 : whole), storage };
}

function zero(context: FunctionContext, offset: number, bytes: number): IrStatement[] {
  const zeros = (at: Ir, from: number, to: number) => {
    const stores: IrStatement[] = [];
    for (let byte = from; byte < to; byte += 16) {
      stores.push(store("v128.store", at, { kind: "const", type: "v128", value: 0 }, byte));
    }
    return stores;
  };
  if (bytes <= UNROLLED) return zeros(get(context.scratch), offset, offset + bytes);
  const address = context.local("i32", "address");
  const start = op("i32.add", get(context.scratch), i32(offset));
  if (bytes > LOOPED) {
    return [{ kind: "evaluate", value: op("memory.fill", start, i32(0), i32(bytes)), type: undefined }];
  }
  const end = context.local("i32", "end");
  const next = { name: "zero" };
  return [
    set(address, start),
    set(end, op("i32.add", get(address), i32(bytes))),
    loop(next, [
      ...zeros(get(address), 0, STEP),
      set(address, op("i32.add", get(address), i32(STEP))),
      branch(next, op("i32.lt_u", get(address), get(end))),
    ]),
  ];
}
