// What the compiler needs to know of the arguments: their types, and the text that names one combination of them.

import type { ArgType, ElementType } from "./compiler/program.ts";

/** The typed arrays, by their name in the language. */
const elements: Readonly<Record<string, ElementType>> = {
  Int8Array: "int8",
  Uint8Array: "uint8",
  Uint8ClampedArray: "uint8c",
  Int16Array: "int16",
  Uint16Array: "uint16",
  Int32Array: "int32",
  Uint32Array: "uint32",
  Float32Array: "float32",
  Float64Array: "float64",
  BigInt64Array: "int64",
  BigUint64Array: "uint64",
};

/** Any typed array. */
export type TypedArray = ArrayLike<number | bigint> & ArrayBufferView & { readonly BYTES_PER_ELEMENT: number };

/** As much of a scijs ndarray as a call reads. */
export interface NdArrayLike {
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** The type of an argument, or undefined if compiled code cannot take it. */
export function argType(value: unknown): ArgType | undefined {
  switch (typeof value) {
    case "number":
      return { kind: "scalar", type: "f64" };
    case "boolean":
      return { kind: "scalar", type: "bool" };
    case "object":
      return value === null ? undefined : objectType(value);
    default:
      return undefined;
  }
}

function objectType(value: object): ArgType | undefined {
  const element = elementOf(value);
  if (element !== undefined) return { kind: "array", element };
  const { data, shape, stride, offset } = value as Partial<NdArrayLike>;
  if (typeof offset !== "number" || !Array.isArray(shape) || !Array.isArray(stride)) return undefined;
  const dataElement = typeof data === "object" && data !== null ? elementOf(data) : undefined;
  return dataElement === undefined ? undefined : { kind: "ndarray", element: dataElement, rank: shape.length };
}

function elementOf(value: object): ElementType | undefined {
  // The tag is a getter of the shared prototype: right for arrays of other realms, absent from everything else.
  return ArrayBuffer.isView(value)
    ? elements[(value as unknown as { [Symbol.toStringTag]: string })[Symbol.toStringTag]]
    : undefined;
}

/** The name of a type in a signature. */
function typeName(type: ArgType): string {
  switch (type.kind) {
    case "scalar":
      return type.type === "bool" ? "boolean" : "number";
    case "array":
      return `${type.element}[]`;
    case "ndarray":
      return `ndarray<${type.element}, ${type.rank}>`;
  }
}

/** The name of a combination of argument types, such as `(ndarray<float64, 3>, float64[])`. */
export function signatureOf(types: readonly ArgType[]): string {
  return `(${types.map(typeName).join(", ")})`;
}

/** What a value that has no type is, in words. */
export function describeValue(value: unknown): string {
  if (value === null) return "null";
  if (typeof value !== "object") return typeof value;
  const name = (value.constructor as { name?: string } | undefined)?.name ?? "object";
  const { data, shape } = value as Partial<NdArrayLike>;
  return Array.isArray(shape) && data !== undefined ? `ndarray over ${describeValue(data)}` : name;
}
