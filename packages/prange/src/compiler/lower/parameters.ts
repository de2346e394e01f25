// A function's parameters: what one value of the language becomes in WebAssembly's.

import type { Variable } from "../hir.ts";
import type { Instance } from "../infer/inference.ts";
import type { Value } from "../infer/value.ts";
import { get } from "../ir/build.ts";
import type { IrStatement, Local } from "../ir/ir.ts";
import type { FunctionContext } from "./function-context.ts";
import { setScalar } from "./lower-assign.ts";
import { fromF64, fromI32 } from "./num.ts";
import { representationOf } from "./representation.ts";
import { type Storage, wasmType } from "./storage.ts";

/** The parameters of one value, in the order in which they are passed, and the storage that they make. */
interface Flattened {
  readonly locals: readonly Local[];
  readonly storage: Storage;
}

/** All parameters of an instance's function behind the ones that are its own. */
export function flattenParameters(instance: Instance): Flattened[] {
  return instance.bound.parameters.map((variable, index) => flatten(variable, instance.parameters[index]!));
}

function flatten({ name }: Variable, value: Value): Flattened {
  const i32 = (suffix: string): Local => ({ type: "i32", name: `${name}.${suffix}` });
  switch (value.kind) {
    case "array": {
      const address = i32("address");
      const { constant } = value.extent;
      const length = constant ?? i32("length");
      const locals = typeof length === "number" ? [address] : [address, length];
      return { locals, storage: { kind: "array", element: value.element, address, offset: 0, length } };
    }
    case "ndarray": {
      const address = i32("address");
      const shape = value.extents.map((_, axis) => i32(`shape${axis}`));
      const stride = value.extents.map((_, axis) => i32(`stride${axis}`));
      return {
        locals: [address, ...shape, ...stride],
        storage: { kind: "ndarray", element: value.element, address, shape, stride },
      };
    }
    default: {
      const representation = representationOf(value) ?? "f64";
      const local: Local = { type: wasmType(representation), name };
      return { locals: [local], storage: { kind: "scalar", representation, local } };
    }
  }
}

/**
 * Gives the parameters their variables. One that is assigned to may need another representation than it arrives in.
 *
 * @returns statements for the function's start
 */
export function bindParameters(context: FunctionContext, flattened: readonly Flattened[]): IrStatement[] {
  return context.instance.bound.parameters.flatMap((variable, index) => {
    const { storage } = flattened[index]!;
    const stored = context.types.stored.get(variable);
    const representation = representationOf(stored);
    if (storage.kind !== "scalar" || representation === undefined || representation === storage.representation) {
      context.bind(variable, storage);
      return [];
    }
    const own = {
      kind: "scalar",
      representation,
      local: context.local(wasmType(representation), variable.name),
    } as const;
    context.bind(variable, own);
    const facts = context.instance.parameters[index]!;
    if (facts.kind !== "number") return [];
    const make = () => get(storage.local);
    const value = storage.representation === "f64" ? fromF64(context.module, facts, make) : fromI32(facts, make);
    return [setScalar(own, value)];
  });
}
