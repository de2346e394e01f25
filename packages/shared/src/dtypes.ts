// The element types: NumPy's names, ctypes' typecodes and JavaScript's constructors for the same ten.

/** The name of an element type, as NumPy writes it. */
export type DType = keyof typeof dtypes;

/** What may stand for an element type: its name, ctypes' typecode for it, or the constructor of its typed array. */
export type ElementType = DType | Typecode | TypedArrayConstructor;

/** A typecode of Python's `multiprocessing.Array` and `array` modules; `l` and `L` have 64 bits, as C's `long` on Unix. */
export type Typecode = "b" | "B" | "h" | "H" | "i" | "I" | "l" | "L" | "q" | "Q" | "f" | "d";

/** The typed arrays by dtype, over shared memory. */
export interface ArraysByDType {
  int8: Int8Array<SharedArrayBuffer>;
  uint8: Uint8Array<SharedArrayBuffer>;
  int16: Int16Array<SharedArrayBuffer>;
  uint16: Uint16Array<SharedArrayBuffer>;
  int32: Int32Array<SharedArrayBuffer>;
  uint32: Uint32Array<SharedArrayBuffer>;
  int64: BigInt64Array<SharedArrayBuffer>;
  uint64: BigUint64Array<SharedArrayBuffer>;
  float32: Float32Array<SharedArrayBuffer>;
  float64: Float64Array<SharedArrayBuffer>;
}

/** Any typed array over shared memory. */
export type SharedTypedArray = ArraysByDType[DType];

/** The constructors of the ten typed arrays. */
export type TypedArrayConstructor = (typeof dtypes)[DType];

interface DTypesByTypecode {
  b: "int8";
  B: "uint8";
  h: "int16";
  H: "uint16";
  i: "int32";
  I: "uint32";
  l: "int64";
  L: "uint64";
  q: "int64";
  Q: "uint64";
  f: "float32";
  d: "float64";
}

/** The dtype that an element type stands for. */
export type DTypeOf<E extends ElementType> = E extends DType
  ? E
  : E extends Typecode
    ? DTypesByTypecode[E]
    : { [D in DType]: E extends (typeof dtypes)[D] ? D : never }[DType];

/** The typed array with elements of a type. */
export type ArrayOf<E extends ElementType> = ArraysByDType[DTypeOf<E>];

/** An element: `bigint` for the 64-bit integers, `number` for all others. */
export type ElementOf<E extends ElementType> = ArrayOf<E>[number];

const dtypes = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;

const typecodes: DTypesByTypecode = {
  b: "int8",
  B: "uint8",
  h: "int16",
  H: "uint16",
  i: "int32",
  I: "uint32",
  l: "int64",
  L: "uint64",
  q: "int64",
  Q: "uint64",
  f: "float32",
  d: "float64",
};

/**
 * The dtype that `type` stands for.
 * @throws {TypeError} if it stands for none, naming those there are
 */
export function dtypeOf(caller: string, type: unknown): DType {
  if (typeof type === "string") {
    if (Object.hasOwn(dtypes, type)) return type as DType;
    if (Object.hasOwn(typecodes, type)) return typecodes[type as Typecode];
  }
  for (const [dtype, typedArray] of Object.entries(dtypes)) {
    if (type === typedArray) return dtype as DType;
  }
  const got = typeof type === "function" ? type.name || "a function" : JSON.stringify(type);
  throw new TypeError(
    `${caller}: unknown element type ${got}; use one of ${Object.keys(dtypes).join(", ")}, ` +
      `a typecode (${Object.keys(typecodes).join(" ")}) or a typed array's constructor`,
  );
}

/** The constructor of a dtype's typed array. */
export const constructorOf = (dtype: DType): TypedArrayConstructor => dtypes[dtype];

export const isBigInteger = (dtype: DType): boolean => dtype === "int64" || dtype === "uint64";
export const isFloat = (dtype: DType): boolean => dtype === "float32" || dtype === "float64";
