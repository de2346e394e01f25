// The names that a function declares, block by block.

import type { Span } from "../../source-excerpt.ts";
import type { Target, Variable } from "../hir.ts";

/** A block's names, and through its parent those around it, up to the function's parameters. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #variables = new Map<string, Variable>();

  constructor(parent?: Scope) {
    this.#parent = parent;
  }

  declare(name: string, span: Span, mutable: boolean, parameter?: number): Variable {
    const variable: Variable = { name, span, mutable, parameter };
    this.#variables.set(name, variable);
    return variable;
  }

  find(name: string): Variable | undefined {
    return this.#variables.get(name) ?? this.#parent?.find(name);
  }
}

/** The loops and labelled blocks around a statement, innermost last. */
export interface Jumps {
  readonly breaks: readonly Target[];
  readonly continues: readonly Target[];
}
