// A function of the module while its body is being lowered: its locals, and where its variables live.

import type { SourceText } from "../../source-excerpt.ts";
import { mistyped } from "../bind/context.ts";
import type { Expr, Target, Variable } from "../hir.ts";
import type { Instance, Types } from "../infer/inference.ts";
import type { NumberFacts } from "../infer/number-facts.ts";
import type { Value } from "../infer/value.ts";
import type { Label, Local, WasmType } from "../ir/ir.ts";
import type { ModuleContext } from "./module-context.ts";
import type { ParallelPlan } from "./parallel-plan.ts";
import type { Representation, Storage } from "./storage.ts";

/** The labels of a loop or block, and which of them a jump has used. */
export interface JumpLabels {
  readonly break: Label;
  readonly continue: Label;
  breaks: boolean;
  continues: boolean;
}

export interface FunctionContextOptions {
  readonly module: ModuleContext;
  readonly instance: Instance;
  /** The address of the thread's memory for local arrays. */
  readonly scratch: Local;
  readonly result: Representation | undefined;
  /** Parallel loops of this function; none in callees and inside a parallel loop. */
  readonly parallel?: ParallelPlan;
  /** The address of the memory through which regions get what they need. */
  readonly frame?: Local;
  /** Finds a variable of the function around a region. */
  readonly capture?: (variable: Variable) => Storage | undefined;
}

export class FunctionContext {
  readonly module: ModuleContext;
  readonly instance: Instance;
  readonly scratch: Local;
  readonly result: Representation | undefined;
  readonly parallel: ParallelPlan | undefined;
  readonly frame: Local | undefined;
  readonly locals: Local[] = [];
  readonly jumps = new Map<Target, JumpLabels>();
  readonly #storages = new Map<Variable, Storage>();
  readonly #capture: (variable: Variable) => Storage | undefined;

  constructor({
    module,
    instance,
    scratch,
    result,
    parallel,
    frame,
    capture = () => undefined,
  }: FunctionContextOptions) {
    this.module = module;
    this.instance = instance;
    this.scratch = scratch;
    this.result = result;
    this.parallel = parallel;
    this.frame = frame;
    this.#capture = capture;
  }

  get text(): SourceText {
    return this.instance.bound.text;
  }

  get types(): Types {
    return this.instance.types;
  }

  local(type: WasmType, name: string): Local {
    const local = { type, name };
    this.locals.push(local);
    return local;
  }

  /** Says where `variable` lives. */
  bind(variable: Variable, storage: Storage): void {
    this.#storages.set(variable, storage);
  }

  /** Where `variable` lives, or undefined if it has not been declared. */
  find(variable: Variable): Storage | undefined {
    const known = this.#storages.get(variable) ?? this.#capture(variable);
    if (known !== undefined) this.#storages.set(variable, known);
    return known;
  }

  /** Where `variable` lives. */
  storage(variable: Variable): Storage {
    const storage = this.find(variable);
    if (storage !== undefined) return storage;
    return mistyped(this, variable.span, `${variable.name} is used before it is declared`, "Declare it earlier.");
  }

  valueOf(expression: Expr): Value {
    return this.types.values.get(expression)!;
  }

  /** What is known of a number; booleans count as 0 and 1. */
  factsOf(expression: Expr): NumberFacts | undefined {
    const value = this.valueOf(expression);
    return value.kind === "number" ? value : undefined;
  }
}
