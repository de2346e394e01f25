// What kind of array a value is.

import type { NumericTypedArray } from "../types.ts";

/** What is read of a scijs ndarray, whichever copy of the library made it. */
export interface NdArrayFields {
  readonly data: unknown;
  readonly shape: readonly number[];
  readonly stride: readonly number[];
  readonly offset: number;
}

/** True of every ArrayBuffer view but DataView. */
export function isTypedArray(value: unknown): value is NumericTypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

/** True of what has the fields of a scijs ndarray. */
export function isNdArray(value: unknown): value is NdArrayFields {
  if (typeof value !== "object" || value === null) return false;
  const fields = value as Partial<NdArrayFields>;
  return (
    typeof fields.data === "object" &&
    Array.isArray(fields.shape) &&
    Array.isArray(fields.stride) &&
    typeof fields.offset === "number"
  );
}
