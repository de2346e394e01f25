// What became of each loop over `prange`, in words.

import { locate } from "../source-excerpt.ts";
import type { ParallelLoop } from "./analyse/parallel-loops.ts";
import { textOf } from "./bind/context.ts";
import type { BoundFunction, Count } from "./hir.ts";
import type { CompileOptions, Diagnostic } from "./program.ts";
import { walk } from "./walk.ts";

/** One entry for each `prange` loop of `bound` and of the functions that it calls, in order of the text. */
export function diagnose(bound: BoundFunction, loops: readonly ParallelLoop[], options: CompileOptions): Diagnostic[] {
  const parallel = new Map(loops.map((loop) => [loop.loop, loop]));
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<BoundFunction>();
  const visit = (fn: BoundFunction) => {
    if (seen.has(fn)) return;
    seen.add(fn);
    const callees: BoundFunction[] = [];
    walk(
      fn.body,
      (statement) => {
        if (statement.kind !== "count" || statement.marker !== "prange") return;
        diagnostics.push(describe(fn, statement, parallel.get(statement), serialReason(fn === bound, options)));
      },
      (expression) => {
        if (expression.kind === "call") callees.push(expression.callee);
      },
    );
    callees.forEach(visit);
  };
  visit(bound);
  return diagnostics;
}

function serialReason(isRoot: boolean, { parallel }: CompileOptions): string {
  if (!parallel) return "the function is compiled without { parallel: true }";
  return isRoot ? "it is inside another parallel loop" : "it is in a function that is called from compiled code";
}

function describe(fn: BoundFunction, loop: Count, parallel: ParallelLoop | undefined, serial: string): Diagnostic {
  return {
    line: locate(fn.text, loop.head).line,
    loop: textOf(fn, loop.head).trimEnd(),
    status: parallel === undefined ? "serial" : "parallel",
    reason: parallel === undefined ? serial : "its iterations are shared among threads",
    reductions: [...(parallel?.reductions ?? [])].map(([variable, op]) => ({ name: variable.name, op })),
  };
}
