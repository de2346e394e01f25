// The stages in their order: parse and bind, find what is parallel, infer, look for races, lower, encode.

import { locate } from "../source-excerpt.ts";
import { integerParameters } from "./analyse/integer-parameters.ts";
import { type ParallelLoop, parallelLoops } from "./analyse/parallel-loops.ts";
import { inPlacePairs, refuseRaces, wholeNumbers } from "./analyse/races.ts";
import { writtenArguments } from "./analyse/writes.ts";
import { bind } from "./bind/bind-function.ts";
import { diagnose } from "./diagnose.ts";
import { encode } from "./encode/encode.ts";
import type { BoundFunction } from "./hir.ts";
import { infer } from "./infer/infer.ts";
import { print } from "./ir/print.ts";
import { type Form, lower, resultOf } from "./lower/lower.ts";
import type { CompileRequest, Program, Reduction, Region } from "./program.ts";

/**
 * Compiles a function for arguments of given types.
 *
 * @throws ParseError, TypingError, UnsupportedError or RaceError, with the place in the user's file
 */
export function compile(request: CompileRequest): Program {
  const { root, args, options } = request;
  const bound = bind(root, { source: request.source, site: request.site }, request);
  const found = options.parallel ? parallelLoops(bound) : [];
  const partials = new Map(found.map(({ loop, reductions }) => [loop, [...reductions.keys()]]));
  const instance = infer(bound, args, partials);
  // A loop behind `if (false)` is not compiled.
  const loops = found.filter(({ loop }) => instance.types.reached.has(loop));
  if (options.races === "error") for (const loop of loops) refuseRaces(instance, loop);
  const counts = integerParameters(instance);
  const forms: Form[] = [{ instance, loops, counts: new Set() }];
  if (counts.size > 0) forms.unshift({ instance: infer(bound, args, partials, counts), loops, counts });
  const module = lower(forms, options);
  return {
    bytes: encode(module),
    frameBytes: module.frameBytes,
    scratchBytes: module.scratchBytes,
    partialBytes: module.partialBytes,
    result: resultOf(instance),
    writes: writtenArguments(instance, args.length),
    inPlace: loops.length > 0 && options.races === "error" ? inPlacePairs(instance, loops) : undefined,
    wholeNumbers: options.races === "error" ? wholeNumbers(instance, loops) : [],
    regions: forms.flatMap((form) => form.loops.map((loop) => regionOf(bound, loop))),
    sites: module.sites,
    mathImports: [
      ...new Set(module.imports.filter(({ name }) => name.startsWith("math_")).map(({ name }) => name.slice(5))),
    ],
    diagnostics: diagnose(bound, loops, options),
    wat: () => print(module),
  };
}

function regionOf(bound: BoundFunction, loop: ParallelLoop): Region {
  return { reductions: reductionsOf(loop), line: locate(bound.text, loop.loop.head).line };
}

function reductionsOf({ reductions }: ParallelLoop): Reduction[] {
  return [...reductions].map(([variable, op]) => ({ name: variable.name, op }));
}
