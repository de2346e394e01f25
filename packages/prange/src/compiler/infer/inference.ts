// The types of one function for one combination of parameters: what is collected while its states are followed.

import type { SourceText, Span } from "../../source-excerpt.ts";
import { mistyped } from "../bind/context.ts";
import type { Assign, BoundFunction, Call, Count, Expr, Loop, Stmt, Target, Update, Variable } from "../hir.ts";
import type { Extent } from "./number-facts.ts";
import { joinStates, type Known, type State } from "./state.ts";
import { join, type Value } from "./value.ts";

/** A function with types: the same function called with other types is another instance. */
export interface Instance {
  readonly bound: BoundFunction;
  readonly parameters: readonly Value[];
  readonly types: Types;
  /** What it returns. */
  readonly result: Value;
}

/** What inference finds out about a function's tree. */
export interface Types {
  /** Each expression's value, whenever it is evaluated. */
  readonly values: ReadonlyMap<Expr, Value>;
  /** What is ever assigned to each variable. */
  readonly stored: ReadonlyMap<Variable, Value>;
  /** The statements that can be reached. */
  readonly reached: ReadonlySet<Stmt>;
  /** Steps of counters that could leave the 32-bit integers, and are an error where they do. */
  readonly guarded: ReadonlySet<Update | Assign>;
  /** The functions that calls lead to. */
  readonly callees: ReadonlyMap<Call, Instance>;
}

/** A parallel loop's outer scalars, whose values inside it are partials. */
export type ParallelLoops = ReadonlyMap<Count, readonly Variable[]>;

/** Finds the instance of a callee. */
export type Instantiate = (callee: BoundFunction, args: readonly Value[]) => Instance;

/** The work on one function. */
export class Inference {
  readonly text: SourceText;
  readonly parallel: ParallelLoops;
  readonly instantiate: Instantiate;
  readonly values = new Map<Expr, Value>();
  readonly stored = new Map<Variable, Value>();
  readonly reached = new Set<Stmt>();
  readonly guarded = new Set<Update | Assign>();
  readonly callees = new Map<Call, Instance>();
  /** Steps of loop counters. */
  readonly counterSteps = new Set<Expr>();
  readonly breaks = new Map<Target, State>();
  readonly continues = new Map<Target, State>();
  /** What was last found to hold at the heads of loops. */
  readonly heads = new Map<Loop | Count, State>();
  /** What holds at the present point. */
  state: State = new Map();
  result: Value | undefined;
  readonly #extents = new Map<Expr, readonly Extent[]>();

  constructor(text: SourceText, parallel: ParallelLoops, instantiate: Instantiate) {
    this.text = text;
    this.parallel = parallel;
    this.instantiate = instantiate;
  }

  /** Notes the value of `expression` in this round, and returns it. */
  record<V extends Value>(expression: Expr, value: V): V {
    const before = this.values.get(expression);
    const all = before === undefined ? value : join(before, value);
    if (all === undefined) this.twoTypes(expression.span, "this expression");
    this.values.set(expression, all);
    return value;
  }

  /** Gives `variable` a value. */
  store(variable: Variable, value: Value, span: Span): void {
    const before = this.stored.get(variable);
    const all = before === undefined ? value : join(before, value);
    if (all === undefined) this.twoTypes(span, variable.name);
    this.stored.set(variable, all);
    this.state = new Map(this.state).set(variable, value);
  }

  /** What is known of `variable` here; it must have been given a value. */
  lookUp(variable: Variable, span: Span): Value {
    const known: Known | undefined = this.state?.get(variable);
    if (known === "mixed") this.twoTypes(span, variable.name);
    if (known === undefined || known === "unset") {
      mistyped(
        this,
        span,
        `${variable.name} may not have been given a value here`,
        "Give it one where it is declared: let x = 0.",
      );
    }
    return known;
  }

  /** Leaves for `target`: nothing is reached behind this point. */
  jump(states: Map<Target, State>, target: Target): void {
    states.set(target, joinStates(states.get(target), this.state));
    this.state = undefined;
  }

  /** The lengths that `expression` makes: the same objects in each round. */
  extentsOf(expression: Expr, make: () => readonly Extent[]): readonly Extent[] {
    let extents = this.#extents.get(expression);
    if (extents === undefined) {
      extents = make();
      this.#extents.set(expression, extents);
    }
    return extents;
  }

  twoTypes(span: Span, what: string): never {
    mistyped(
      this,
      span,
      `${what} has values of two types`,
      "Keep numbers, booleans and arrays in variables of their own.",
    );
  }
}
