// The parallel loops of a program's root function, with what they reduce.

import type { ParallelLoop } from "../analyse/parallel-loops.ts";
import type { Count, Variable } from "../hir.ts";

/** A parallel loop and its place among the program's regions. */
export interface PlannedRegion extends ParallelLoop {
  readonly index: number;
}

export class ParallelPlan {
  readonly #regions = new Map<Count, PlannedRegion>();
  readonly #reduced = new Set<Variable>();

  /** @param first - the number of the first region */
  constructor(loops: readonly ParallelLoop[], first: number) {
    for (const [index, loop] of loops.entries()) {
      this.#regions.set(loop.loop, { ...loop, index: first + index });
      for (const variable of loop.reductions.keys()) this.#reduced.add(variable);
    }
  }

  /** The region of `loop`, if it is parallel. */
  region(loop: Count): PlannedRegion | undefined {
    return this.#regions.get(loop);
  }

  /** Whether `variable` is reduced by a loop: then it is held as a double, as its partials are. */
  reduced(variable: Variable): boolean {
    return this.#reduced.has(variable);
  }
}
