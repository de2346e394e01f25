// `@mp/shared`: typed arrays, values, ndarrays and named blocks in memory that every thread sees.

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
export type { ShareableItem } from "./list/items.ts";
export { ShareableList, type ShareableListOptions } from "./list/shareable-list.ts";
export { SharedMemory, type SharedMemoryOptions } from "./named/shared-memory.ts";
export { SharedMemoryError, type SharedMemoryErrorCode } from "./named/shared-memory-error.ts";
export { RawArray } from "./raw-array.ts";
export { RawValue } from "./raw-value.ts";
export { SharedArray, SharedArray as Array } from "./shared-array.ts";
export { SharedMemoryManager } from "./shared-memory-manager.ts";
export { type MemoryOrder, type NdarrayData, type NdarrayOptions, sharedNdarray } from "./shared-ndarray.ts";
export { SharedValue, SharedValue as Value } from "./shared-value.ts";
export type { LockOptions } from "./value-lock.ts";
