// The elements of shared arrays that one iteration of a parallel loop reads and writes, in the functions it calls too.

import type { Call, Element, Expr, Method, NewArray, Stmt, Variable } from "../hir.ts";
import { permutation } from "../infer/evaluate-method.ts";
import type { Instance } from "../infer/inference.ts";
import type { Extent } from "../infer/number-facts.ts";
import { walk } from "../walk.ts";
import { type Initialisers, initialisersIn, type Root } from "./arrays.ts";
import { type Frame, IndexForms } from "./index-form.ts";
import type { ParallelLoop } from "./parallel-loops.ts";
import { add, constant, type Polynomial, symbol, zero } from "./polynomial.ts";
import type { Symbols } from "./symbols.ts";

/** One place that reads or writes elements. */
export interface Access {
  readonly root: Root;
  readonly writes: boolean;
  /** The index along each axis of the root; undefined along one of which nothing can be said. */
  readonly indices: readonly (Polynomial | undefined)[];
  /** What is written there to choose the element. */
  readonly chosenBy: readonly Expr[];
  /** The place in the function that has the loop: for what a callee does, the call. */
  readonly at: Expr;
  /** The array, as it is written there. */
  readonly array: Expr;
  /** The access itself, wherever it is. */
  readonly access: Expr;
}

/** An array as a view of another: where its axes lie among that one's. */
interface View {
  readonly root: Root;
  /** For each axis of the root, the index that is chosen; for those that the view has, the index of its element 0. */
  readonly origin: readonly (Polynomial | undefined)[];
  /** The view's axes: the axis of the root, and the distance of neighbours there. */
  readonly axes: readonly { readonly axis: number; readonly step: number }[];
}

/** What the iterations of `parallel` do with arrays that they share. */
export function accessesIn(instance: Instance, parallel: ParallelLoop, symbols: Symbols, variable: number): Access[] {
  const { loop } = parallel;
  const given = new Map([[loop.variable, symbol(variable)]]);
  const frame: Frame = { instance, body: loop.body, given, lengths: lengthsOf(instance, symbols), isLoop: true };
  const reader = new Reader(symbols, frame, new Map());
  reader.read(loop.body, undefined);
  return reader.found;
}

/** The lengths of a function's array parameters, which no call changes. */
export function lengthsOf({ parameters }: Instance, symbols: Symbols): ReadonlyMap<Extent, Polynomial> {
  const lengths = new Map<Extent, Polynomial>();
  for (const value of parameters) {
    const extents = value.kind === "array" ? [value.extent] : value.kind === "ndarray" ? value.extents : [];
    for (const extent of extents)
      lengths.set(extent, extent.constant === undefined ? symbols.fixed(extent, 0) : constant(extent.constant));
  }
  return lengths;
}

/** Reads the accesses of one frame. */
class Reader {
  readonly found: Access[] = [];
  readonly #symbols: Symbols;
  readonly #frame: Frame;
  readonly #forms: IndexForms;
  readonly #initialisers: Initialisers;
  readonly #parameters: ReadonlyMap<Variable, View | undefined>;
  readonly #own = new Set<NewArray>();

  constructor(symbols: Symbols, frame: Frame, parameters: ReadonlyMap<Variable, View | undefined>) {
    this.#symbols = symbols;
    this.#frame = frame;
    this.#forms = new IndexForms(frame, symbols);
    this.#initialisers = initialisersIn(frame.instance.bound.body);
    this.#parameters = parameters;
    walk(
      frame.body,
      () => {},
      (expression) => {
        if (expression.kind === "new") this.#own.add(expression);
      },
    );
  }

  read(body: Stmt, caller: { at: Expr } | undefined): void {
    const targets = new Set<Expr>();
    const note = (access: Element | Method, indices: readonly (Expr | undefined)[], writes: boolean, at: Expr) => {
      const view = this.#viewOf(access.object);
      if (view === undefined) return;
      const chosenBy = indices.filter((index) => index !== undefined);
      const here = { at: caller?.at ?? at, array: access.object, access, chosenBy };
      this.found.push({ ...here, root: view.root, writes, indices: this.#within(view, indices) });
    };
    walk(
      body,
      () => {},
      (expression) => {
        // What is never reached has no values.
        if (!this.#frame.instance.types.values.has(expression)) return;
        const { kind } = expression;
        if ((kind === "assign" || kind === "update") && expression.target.kind === "element") {
          targets.add(expression.target);
          note(expression.target, [expression.target.index], true, expression);
        }
        if (kind === "element" && !targets.has(expression)) note(expression, [expression.index], false, expression);
        if (kind === "method" && expression.name === "set")
          note(expression, expression.args.slice(0, -1), true, expression);
        if (kind === "method" && expression.name === "get") note(expression, expression.args, false, expression);
        if (kind === "call") this.#follow(expression, caller?.at ?? expression);
      },
    );
  }

  /** Reads what a callee does with its parameters. */
  #follow(call: Call, at: Expr): void {
    const callee = this.#frame.instance.types.callees.get(call);
    if (callee === undefined) return;
    const given = new Map<Variable, Polynomial>();
    const views = new Map<Variable, View | undefined>();
    const lengths = new Map<Extent, Polynomial>();
    for (const [index, variable] of callee.bound.parameters.entries()) {
      const arg = call.args[index]!;
      const value = callee.parameters[index]!;
      if (value.kind === "number") given.set(variable, this.#forms.of(arg));
      if (value.kind !== "array" && value.kind !== "ndarray") continue;
      views.set(variable, this.#viewOf(arg));
      const inside = value.kind === "array" ? [value.extent] : value.extents;
      const outer = this.#frame.instance.types.values.get(arg);
      const outside = outer?.kind === "array" ? [outer.extent] : outer?.kind === "ndarray" ? outer.extents : [];
      for (const [axis, extent] of inside.entries()) {
        const length = outside[axis] && this.#frame.lengths.get(outside[axis]);
        if (length !== undefined) lengths.set(extent, length);
      }
    }
    const body = callee.bound.body;
    const reader = new Reader(this.#symbols, { instance: callee, body, given, lengths, isLoop: false }, views);
    reader.read(body, { at });
    this.found.push(...reader.found);
  }

  #within({ origin, axes }: View, indices: readonly (Expr | undefined)[]): (Polynomial | undefined)[] {
    const result = [...origin];
    for (const [position, { axis, step }] of axes.entries()) {
      const index = indices[position];
      const start = result[axis];
      result[axis] = index === undefined ? undefined : start && add(start, this.#forms.of(index), step);
    }
    return result;
  }

  /** Where the elements of `array` are; undefined where they are the iteration's own. */
  #viewOf(array: Expr): View | undefined {
    switch (array.kind) {
      case "new":
        return this.#own.has(array) ? undefined : { root: array, ...whole(1) };
      case "sequence":
        return this.#viewOf(array.expressions.at(-1)!);
      case "read":
        return this.#viewOfVariable(array, array.variable);
      case "method": {
        const view = this.#viewOf(array.object);
        return view && this.#derive(view, array);
      }
      default:
        return undefined;
    }
  }

  #viewOfVariable(array: Expr, variable: Variable): View | undefined {
    const init = this.#initialisers.get(variable);
    if (init !== undefined) return this.#viewOf(init);
    if (this.#parameters.has(variable)) return this.#parameters.get(variable);
    const value = this.#frame.instance.types.values.get(array);
    if (value?.kind !== "array" && value?.kind !== "ndarray") return undefined;
    return { root: variable, ...whole(value.kind === "array" ? 1 : value.extents.length) };
  }

  #derive(view: View, method: Method): View {
    const { name, args } = method;
    const origin = [...view.origin];
    if (name === "transpose") {
      const order = permutation(this.#frame.instance.bound, method, view.axes.length);
      return { ...view, axes: order.map((axis) => view.axes[axis]!) };
    }
    if (name === "hi") return view;
    const axes: View["axes"][number][] = [];
    for (const [position, { axis, step }] of view.axes.entries()) {
      const arg = args[position];
      const start = origin[axis];
      if (arg === undefined) axes.push({ axis, step });
      else if (name === "step") {
        const by = arg.kind === "number" ? arg.value : 0;
        axes.push({ axis, step: step * by });
        // Backwards, a view begins at its axis' end, which is not followed.
        if (by <= 0) origin[axis] = undefined;
      } else {
        origin[axis] = start && add(start, this.#forms.of(arg), step);
        if (name === "lo") axes.push({ axis, step });
      }
    }
    return { root: view.root, origin, axes };
  }
}

function whole(rank: number): Pick<View, "origin" | "axes"> {
  return {
    origin: Array.from({ length: rank }, () => zero),
    axes: Array.from({ length: rank }, (_, axis) => ({ axis, step: 1 })),
  };
}
