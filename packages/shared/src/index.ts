// `@mp/shared`: typed arrays, values and ndarrays in memory that every thread sees.

export { dispose } from "./dispose.ts";
export type {
  ArrayOf,
  DType,
  DTypeOf,
  ElementOf,
  ElementType,
  SharedTypedArray,
  Typecode,
  TypedArrayConstructor,
} from "./dtypes.ts";
export { RawArray } from "./raw-array.ts";
export { RawValue } from "./raw-value.ts";
export { SharedArray, SharedArray as Array } from "./shared-array.ts";
export { type MemoryOrder, type NdarrayData, type NdarrayOptions, sharedNdarray } from "./shared-ndarray.ts";
export { SharedValue, SharedValue as Value } from "./shared-value.ts";
export type { LockOptions } from "./value-lock.ts";
