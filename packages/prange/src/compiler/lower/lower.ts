// Typed tree to WebAssembly's: `main`, the regions of its parallel loops, and the functions that they call.

import type { ParallelLoop } from "../analyse/parallel-loops.ts";
import type { Instance } from "../infer/inference.ts";
import { MAX_LENGTH } from "../infer/number-facts.ts";
import { get, i32, op, when } from "../ir/build.ts";
import type { DefinedFunction, IrStatement, Local } from "../ir/ir.ts";
import type { CompileOptions } from "../program.ts";
import { dispatcher } from "./dispatcher.ts";
import { fail } from "./fail.ts";
import { FunctionContext } from "./function-context.ts";
import { lowerBody } from "./lower-statement.ts";
import { ModuleContext } from "./module-context.ts";
import { ParallelPlan } from "./parallel-plan.ts";
import { bindParameters, flattenParameters } from "./parameters.ts";
import { type Held, type Representation, wasmType } from "./storage.ts";

/** The result of a program: what `main` returns to JavaScript. */
export type ProgramResult = "f64" | "bool" | "void";

/** The root function for some combination of its numbers: the first form that they fit is run. */
export interface Form {
  readonly instance: Instance;
  readonly loops: readonly ParallelLoop[];
  /** The parameters that this form takes as integers of `[0, MAX_LENGTH]`; in the last form there are none. */
  readonly counts: ReadonlySet<number>;
}

/** Lowers the forms of a root function and all that they call. Regions are numbered through all forms. */
export function lower(forms: readonly Form[], options: CompileOptions): ModuleContext {
  const module = new ModuleContext(options);
  let regions = 0;
  const mains = forms.map((form) => {
    const name = forms.length === 1 ? "main" : form.counts.size > 0 ? "main.integers" : "main.doubles";
    const main = lowerForm(module, form, name, regions);
    regions += form.loops.length;
    return main;
  });
  if (forms.length > 1) module.functions.push(dispatcher(forms, mains));
  return module;
}

function lowerForm(module: ModuleContext, { instance, loops }: Form, name: string, regions: number): DefinedFunction {
  module.startForm();
  const frame: Local = { type: "i32", name: "frame" };
  const scratch: Local = { type: "i32", name: "scratch" };
  const result = resultRepresentation(instance);
  const parallel = new ParallelPlan(loops, regions);
  const context = new FunctionContext({ module, instance, scratch, result, parallel, frame });
  const flattened = flattenParameters(instance);
  const start = bindParameters(context, flattened);
  const checks = checkLengths(context);
  const body = [...checks, ...start, ...lowerBody(context, instance.bound.body)];
  const main: DefinedFunction = {
    kind: "function",
    name,
    parameters: [frame, scratch, ...flattened.flatMap(({ locals }) => locals)],
    result: result && wasmType(result),
    exported: name === "main",
    locals: context.locals,
    body,
  };
  module.functions.push(main);
  return main;
}

function resultRepresentation({ result }: Instance): Representation | undefined {
  return result.kind === "number" ? "f64" : result.kind === "boolean" ? "boolean" : undefined;
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
