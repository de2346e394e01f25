// Types and facts for a function and all that it calls, by following the states from its parameters to its end.

import { mistyped, unsupported } from "../bind/context.ts";
import type { BoundFunction, Variable } from "../hir.ts";
import type { ArgType } from "../program.ts";
import { execute } from "./execute.ts";
import { Inference, type Instance, type ParallelLoops } from "./inference.ts";
import { anyI32, anyNumber, integers, isI32, MAX_I32, MAX_LENGTH, type NumberFacts } from "./number-facts.ts";
import { boolean, nothing, type Value } from "./value.ts";

/**
 * Infers `root` for arguments of types `args`.
 *
 * @param parallel - the loops of `root` that become regions
 * @param counts - the parameters that are integers of `[0, MAX_LENGTH]`
 * @throws TypingError or UnsupportedError, in whichever function the problem is
 */
export function infer(
  root: BoundFunction,
  args: readonly ArgType[],
  parallel: ParallelLoops,
  counts: ReadonlySet<number> = new Set(),
): Instance {
  const instances = new Map<BoundFunction, Map<string, Instance>>();
  const instantiate = (callee: BoundFunction, values: readonly Value[]): Instance => {
    const parameters = values.map((value, index) => generalise(value, index));
    const key = parameters.map(keyOf).join(", ");
    const known = instances.get(callee) ?? new Map<string, Instance>();
    instances.set(callee, known);
    const instance = known.get(key) ?? inferOne(callee, parameters, new Map());
    known.set(key, instance);
    return instance;
  };
  const inferOne = (bound: BoundFunction, parameters: readonly Value[], loops: ParallelLoops): Instance => {
    const inference = new Inference(bound.text, loops, instantiate);
    for (const [index, variable] of bound.parameters.entries())
      inference.store(variable, parameters[index]!, variable.span);
    execute(inference, bound.body);
    return { bound, parameters, types: inference, result: resultOf(inference, bound) };
  };
  const parameters = root.parameters.map((variable, index) =>
    counts.has(index) ? integers(0, MAX_LENGTH) : parameterValue(root, variable, args[index], index),
  );
  return inferOne(root, parameters, parallel);
}

function parameterValue(root: BoundFunction, variable: Variable, type: ArgType | undefined, index: number): Value {
  if (type === undefined) {
    mistyped(root, variable.span, `there is no argument for ${variable.name}`, "Pass every argument.");
  }
  if (type.kind === "scalar") return type.type === "bool" ? boolean : anyNumber;
  if (type.element === "int64" || type.element === "uint64") {
    unsupported(
      root,
      variable.span,
      `${variable.name} has ${type.element} elements, which are not compiled`,
      "Pass an array of int32 or float64.",
    );
  }
  if (type.kind === "array") return { kind: "array", element: type.element, extent: {}, origin: index };
  const extents = Array.from({ length: type.rank }, () => ({}));
  return { kind: "ndarray", element: type.element, extents, origin: index };
}

/** What an instance knows of an argument: little, so that calls share instances. */
function generalise(value: Value, index: number): Value {
  switch (value.kind) {
    case "number":
      return generaliseNumber(value);
    case "array":
      return { ...value, extent: { constant: value.extent.constant }, origin: index };
    case "ndarray":
      return { ...value, extents: value.extents.map(() => ({})), origin: index };
    default:
      return value;
  }
}

function generaliseNumber(facts: NumberFacts): NumberFacts {
  if (!isI32(facts)) return anyNumber;
  return facts.lo >= 0 ? integers(0, MAX_I32) : anyI32;
}

function keyOf(value: Value): string {
  switch (value.kind) {
    case "number":
      return isI32(value) ? `i32 from ${value.lo}` : "f64";
    case "array":
      return `${value.element}[${value.extent.constant ?? ""}]`;
    case "ndarray":
      return `ndarray<${value.element}, ${value.extents.length}>`;
    default:
      return value.kind;
  }
}

function resultOf(inference: Inference, bound: BoundFunction): Value {
  const { result = nothing, state } = inference;
  if (result.kind !== "nothing" && state !== undefined) {
    mistyped(bound, bound.span, `${bound.name} returns a value on some paths only`, "End the function with a return.");
  }
  return result;
}
