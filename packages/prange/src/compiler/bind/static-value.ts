// What an expression stands for before anything runs: captured values, and members of captured objects.

import type { Expression, Super } from "acorn";
import { prange, range } from "../../markers.ts";
import type { ElementType, Resolution } from "../program.ts";
import { type BindContext, mistyped, textOf } from "./context.ts";
import type { Scope } from "./scope.ts";

const implementation = Symbol.for("mp.njit");

const constructors = new Map<unknown, ElementType>([
  [Int8Array, "int8"],
  [Uint8Array, "uint8"],
  [Uint8ClampedArray, "uint8c"],
  [Int16Array, "int16"],
  [Uint16Array, "uint16"],
  [Int32Array, "int32"],
  [Uint32Array, "uint32"],
  [Float32Array, "float32"],
  [Float64Array, "float64"],
]);

/** Functions that compile to instructions or imports: those of `Math`, and the tests of `Number`. */
const intrinsics = new Map<unknown, string>([
  ...Object.getOwnPropertyNames(Math)
    .filter((name) => typeof Math[name as "sin"] === "function")
    .map((name) => [Math[name as "sin"], name] as const),
  [Number.isNaN, "isNaN"],
  [Number.isFinite, "isFinite"],
  [Number.isInteger, "isInteger"],
  [Reflect.get(globalThis, "isNaN"), "isNaN"],
  [Reflect.get(globalThis, "isFinite"), "isFinite"],
  [Number, "number"],
  [Boolean, "boolean"],
]);

/** What a captured value is to the compiler. */
export type Meaning =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "marker"; readonly name: "prange" | "range" }
  | { readonly kind: "constructor"; readonly element: ElementType }
  | { readonly kind: "intrinsic"; readonly name: string }
  | { readonly kind: "function"; readonly fn: Function }
  | { readonly kind: "other"; readonly value: unknown };

/** What a value is, by its identity. */
export function meaningOf(value: unknown): Meaning {
  if (typeof value === "number") return { kind: "number", value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  if (value === prange || value === range) return { kind: "marker", name: value === prange ? "prange" : "range" };
  const element = constructors.get(value);
  if (element !== undefined) return { kind: "constructor", element };
  const intrinsic = intrinsics.get(value);
  if (intrinsic !== undefined) return { kind: "intrinsic", name: intrinsic };
  if (typeof value === "function") {
    const compiled: unknown = Reflect.get(value, implementation);
    return { kind: "function", fn: typeof compiled === "function" ? compiled : value };
  }
  return { kind: "other", value };
}

/**
 * The value that `syntax` has before the function runs, or undefined if only running it tells.
 *
 * Tools rewrite imported names (`(0, imports_1.prange)(n)`, `c(n)`), which is why a name is followed to its value.
 *
 * @throws TypingError if a free name has no value
 */
export function staticValue(context: BindContext, scope: Scope, syntax: Expression | Super): Resolution | undefined {
  switch (syntax.type) {
    case "Identifier":
      return scope.find(syntax.name) === undefined ? captured(context, syntax.name, syntax) : undefined;
    case "ParenthesizedExpression":
      return staticValue(context, scope, syntax.expression);
    case "SequenceExpression": {
      const ignored = syntax.expressions.slice(0, -1).every((part) => part.type === "Literal");
      return ignored ? staticValue(context, scope, syntax.expressions.at(-1)!) : undefined;
    }
    case "MemberExpression": {
      const object = staticValue(context, scope, syntax.object);
      if (object === undefined || syntax.property.type === "PrivateIdentifier") return undefined;
      // The elements of an array change, so that freezing one would surprise: captured arrays are refused.
      if (ArrayBuffer.isView(object.value) || Array.isArray(object.value)) return undefined;
      const key = syntax.computed
        ? syntax.property.type === "Literal" && syntax.property.value
        : syntax.property.type === "Identifier" && syntax.property.name;
      if (typeof key !== "string" && typeof key !== "number") return undefined;
      return member(context, syntax, object.value, key);
    }
    default:
      return undefined;
  }
}

function captured(context: BindContext, name: string, span: Expression): Resolution {
  const resolution = context.resolve(name);
  if (resolution.found) return resolution;
  if (name in globalThis) return { found: true, value: Reflect.get(globalThis, name) };
  mistyped(
    context,
    span,
    `${name} has no value where the function was made`,
    "Define it before the first call, or pass it as an argument.",
  );
}

function member(context: BindContext, span: Expression, object: unknown, key: string | number): Resolution {
  if ((typeof object === "object" && object !== null) || typeof object === "function") {
    if (key in object) return { found: true, value: Reflect.get(object, key) };
  }
  mistyped(
    context,
    span,
    `${textOf(context, span)} has no value where the function was made`,
    "Define it before the first call, or pass it as an argument.",
  );
}
