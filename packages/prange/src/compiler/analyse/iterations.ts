// The iterations of one parallel loop, as its index expressions refer to them.

import type { Instance } from "../infer/inference.ts";
import { lengthsOf } from "./accesses.ts";
import type { Iterations } from "./disjoint.ts";
import { IndexForms } from "./index-form.ts";
import type { ParallelLoop } from "./parallel-loops.ts";
import { add, constant, zero } from "./polynomial.ts";
import { Symbols } from "./symbols.ts";

/** Symbols for a loop: its variable, and how far iterations are apart at most. */
export function iterationsOf(instance: Instance, { loop }: ParallelLoop): Iterations {
  const symbols = new Symbols();
  const frame = { instance, body: loop.body, given: new Map(), lengths: lengthsOf(instance, symbols), isLoop: true };
  const forms = new IndexForms(frame, symbols);
  // Evaluated once, before the loop: whatever cannot be followed is the same for all iterations.
  const bound = (expression: typeof loop.stop) => {
    const form = forms.of(expression);
    return symbols.varyingIn(form).size === 0 ? form : symbols.fixed(expression, -Infinity);
  };
  const start = loop.start === undefined ? zero : bound(loop.start);
  const last = add(bound(loop.stop), constant(1), -1);
  return { symbols, variable: symbols.varying({ lo: start, hi: last, integer: true }), span: add(last, start, -1) };
}
