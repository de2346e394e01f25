// Typed tree to WebAssembly's: `main`, the regions of its parallel loops, and the functions that they call.

import type { ParallelLoop } from "../analyse/parallel-loops.ts";
import type { Instance } from "../infer/inference.ts";
import { MAX_LENGTH } from "../infer/number-facts.ts";
import { get, i32, op, when } from "../ir/build.ts";
import type { IrStatement, Local } from "../ir/ir.ts";
import type { CompileOptions } from "../program.ts";
import { fail } from "./fail.ts";
import { FunctionContext } from "./function-context.ts";
import { lowerBody } from "./lower-statement.ts";
import { ModuleContext } from "./module-context.ts";
import { ParallelPlan } from "./parallel-plan.ts";
import { bindParameters, flattenParameters } from "./parameters.ts";
import { type Held, wasmType } from "./storage.ts";

/** The result of a program: what `main` returns to JavaScript. */
export type ProgramResult = "f64" | "bool" | "void";

/** Lowers `root` and all that it calls. */
export function lower(root: Instance, loops: readonly ParallelLoop[], options: CompileOptions): ModuleContext {
  const module = new ModuleContext(options);
  const frame: Local = { type: "i32", name: "frame" };
  const scratch: Local = { type: "i32", name: "scratch" };
  const result = root.result.kind === "number" ? "f64" : root.result.kind === "boolean" ? "boolean" : undefined;
  const parallel = new ParallelPlan(loops);
  const context = new FunctionContext({ module, instance: root, scratch, result, parallel, frame });
  const flattened = flattenParameters(root);
  const start = bindParameters(context, flattened);
  const checks = checkLengths(context);
  const body = [...checks, ...start, ...lowerBody(context, root.bound.body)];
  module.functions.push({
    kind: "function",
    name: "main",
    parameters: [frame, scratch, ...flattened.flatMap(({ locals }) => locals)],
    result: result && wasmType(result),
    exported: true,
    locals: context.locals,
    body,
  });
  return module;
}

export function resultOf(root: Instance): ProgramResult {
  return root.result.kind === "number" ? "f64" : root.result.kind === "boolean" ? "bool" : "void";
}

/** Fails for arrays that are longer than index arithmetic takes for granted. */
function checkLengths(context: FunctionContext): IrStatement[] {
  return context.instance.bound.parameters.flatMap((variable) => {
    const storage = context.storage(variable);
    const lengths: readonly Held[] =
      storage.kind === "array" ? [storage.length] : storage.kind === "ndarray" ? storage.shape : [];
    return lengths.flatMap((length) => {
      if (typeof length === "number") return [];
      const site = { kind: "length", name: variable.name, span: variable.span } as const;
      const failure = fail(
        context,
        site,
        op("f64.convert_i32_u", get(length)),
        op("f64.convert_i32_u", i32(MAX_LENGTH)),
      );
      return [when(op("i32.gt_u", get(length), i32(MAX_LENGTH)), failure)];
    });
  });
}
