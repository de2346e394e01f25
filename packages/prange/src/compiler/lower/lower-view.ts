// Views of ndarrays: another address, shape and stride over the same elements.

import { mistyped, textOf } from "../bind/context.ts";
import type { Method } from "../hir.ts";
import { elementShift } from "../infer/element-facts.ts";
import { permutation } from "../infer/evaluate-method.ts";
import { get, i32, op, set, when } from "../ir/build.ts";
import type { Ir, IrStatement, Local } from "../ir/ir.ts";
import { fail } from "./fail.ts";
import type { FunctionContext } from "./function-context.ts";
import { type LoweredArray, lowerArray } from "./lower-array.ts";
import { shifted, strided } from "./lower-element.ts";
import { held, lowerIndex } from "./lower-index.ts";
import { lowerNumber } from "./lower-number.ts";
import type { Held, NdarrayStorage } from "./storage.ts";

/** `.pick`, `.lo`, `.hi`, `.step` or `.transpose` of an ndarray. */
export function lowerView(context: FunctionContext, expression: Method): LoweredArray {
  const { statements, storage } = lowerArray(context, expression.object);
  if (storage.kind !== "ndarray")
    return mistyped(context, expression.span, "only ndarrays have views", "Pass an ndarray.");
  const view = new View(context, expression, storage, statements);
  switch (expression.name) {
    case "pick":
      return view.pick();
    case "lo":
    case "hi":
      return view.cut(expression.name);
    case "step":
      return view.step();
    default:
      return view.transpose();
  }
}

/** A view being made: each method adds the statements that compute what changes, and keeps the rest. */
class View {
  readonly #context: FunctionContext;
  readonly #expression: Method;
  readonly #source: NdarrayStorage;
  readonly #statements: IrStatement[];

  constructor(context: FunctionContext, expression: Method, source: NdarrayStorage, before: readonly IrStatement[]) {
    this.#context = context;
    this.#expression = expression;
    this.#source = source;
    this.#statements = [...before];
  }

  pick(): LoweredArray {
    const { shape, stride } = this.#source;
    const moves = this.#axes((axis, arg) => {
      const index = lowerIndex(this.#context, arg, {
        length: shape[axis]!,
        extent: this.#extent(axis),
        site: () => ({ kind: "axis", name: this.#name(), axis, span: this.#expression.span }),
      });
      return strided(index, stride[axis]!);
    });
    const kept = shape.map((_, axis) => axis).filter((axis) => this.#expression.args[axis] === undefined);
    return this.#done(
      moves,
      kept.map((axis) => shape[axis]!),
      kept.map((axis) => stride[axis]!),
    );
  }

  /** Leaves out what is before (`lo`) or from (`hi`) an index on. */
  cut(name: "lo" | "hi"): LoweredArray {
    const { stride } = this.#source;
    const shape = [...this.#source.shape];
    const moves = this.#axes((axis, arg) => {
      const length = shape[axis]!;
      const at = this.#hold("at", lowerNumber(this.#context, arg).i32());
      if (this.#context.module.options.boundscheck) {
        const site = { kind: "view", name: this.#name(), axis, span: this.#expression.span } as const;
        const failure = fail(
          this.#context,
          site,
          op("f64.convert_i32_s", get(at)),
          op("f64.convert_i32_u", held(length)),
        );
        this.#statements.push(when(op("i32.gt_u", get(at), held(length)), failure));
      }
      shape[axis] = name === "hi" ? at : this.#hold("length", op("i32.sub", held(length), get(at)));
      return name === "hi" ? undefined : strided(get(at), stride[axis]!);
    });
    return this.#done(moves, shape, stride);
  }

  step(): LoweredArray {
    const shape = [...this.#source.shape];
    const stride = [...this.#source.stride];
    const moves = this.#axes((axis, arg) => {
      const step = arg.kind === "number" ? arg.value | 0 : 1;
      const length = shape[axis]!;
      const before = stride[axis]!;
      const size = Math.abs(step);
      shape[axis] = this.#hold("length", op("i32.div_u", op("i32.add", held(length), i32(size - 1)), i32(size)));
      stride[axis] = this.#hold("stride", op("i32.mul", held(before), i32(step)));
      // Backwards, from the last element on.
      return step < 0 ? op("i32.mul", op("i32.sub", held(length), i32(1)), held(before)) : undefined;
    });
    return this.#done(moves, shape, stride);
  }

  transpose(): LoweredArray {
    const { shape, stride } = this.#source;
    const axes = permutation(this.#context, this.#expression, shape.length);
    return this.#done(
      [],
      axes.map((axis) => shape[axis]!),
      axes.map((axis) => stride[axis]!),
    );
  }

  /** The elements by which the address moves, for each axis that has an argument. */
  #axes(move: (axis: number, arg: NonNullable<Method["args"][number]>) => Ir | undefined): Ir[] {
    return this.#expression.args.flatMap((arg, axis) => (arg === undefined ? [] : (move(axis, arg) ?? [])));
  }

  #done(moves: readonly Ir[], shape: readonly Held[], stride: readonly Held[]): LoweredArray {
    const { element, address } = this.#source;
    const [first, ...others] = moves;
    if (first === undefined)
      return { statements: this.#statements, storage: { kind: "ndarray", element, address, shape, stride } };
    const elements = others.reduce((sum, move) => op("i32.add", sum, move), first);
    const moved = this.#hold("address", op("i32.add", get(address), shifted(elements, elementShift(element))));
    return { statements: this.#statements, storage: { kind: "ndarray", element, address: moved, shape, stride } };
  }

  #hold(name: string, value: Ir): Local {
    const local = this.#context.local("i32", name);
    this.#statements.push(set(local, value));
    return local;
  }

  #extent(axis: number) {
    const value = this.#context.valueOf(this.#expression.object);
    return value.kind === "ndarray" ? value.extents[axis]! : {};
  }

  #name(): string {
    return textOf(this.#context, this.#expression.object.span);
  }
}
