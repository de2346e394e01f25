// A callee as a function of the module.

import type { Instance } from "../infer/inference.ts";
import type { DefinedFunction, Local } from "../ir/ir.ts";
import { FunctionContext } from "./function-context.ts";
import { lowerBody } from "./lower-statement.ts";
import type { ModuleContext } from "./module-context.ts";
import { bindParameters, flattenParameters } from "./parameters.ts";
import { representationOf } from "./representation.ts";
import { wasmType } from "./storage.ts";

/** The function of `instance`, which takes the thread's scratch memory and its own parameters. */
export function lowerCallee(module: ModuleContext, instance: Instance): DefinedFunction {
  return module.callee(instance, (name) => {
    const scratch: Local = { type: "i32", name: "scratch" };
    const result = representationOf(instance.result);
    const context = new FunctionContext({ module, instance, scratch, result });
    const flattened = flattenParameters(instance);
    const start = bindParameters(context, flattened);
    const body = [...start, ...lowerBody(context, instance.bound.body)];
    return {
      kind: "function",
      name,
      parameters: [scratch, ...flattened.flatMap(({ locals }) => locals)],
      result: result && wasmType(result),
      exported: false,
      locals: context.locals,
      body,
    };
  });
}
