// Which values an element takes. Typed arrays take anything and store something; here a wrong value is an error.

import { type DType, isBigInteger, isFloat } from "./dtypes.ts";

/**
 * Checks that `value` can be an element of the dtype. Integers out of range can: they wrap, as in ctypes.
 * @param where names the value in the error, such as `value at index 3`
 * @throws {TypeError} if it is a fraction for an integer type, a number for a 64-bit one, or no number at all
 */
export function checkElement(caller: string, dtype: DType, value: unknown, where = "value"): void {
  if (isBigInteger(dtype)) {
    if (typeof value === "bigint") return;
    throw new TypeError(`${caller}: ${where} must be a bigint for ${dtype}, got ${show(value)}; write 5n or BigInt(x)`);
  }
  if (typeof value !== "number") {
    throw new TypeError(`${caller}: ${where} must be a number for ${dtype}, got ${show(value)}`);
  }
  if (!isFloat(dtype) && !Number.isInteger(value)) {
    throw new TypeError(
      `${caller}: ${where} must be an integer for ${dtype}, got ${value}; use Math.trunc or Math.round`,
    );
  }
}

/** Checks all values that are to become elements of an array. */
export function checkElements(caller: string, dtype: DType, values: ArrayLike<number | bigint>): void {
  if (knownToFit(dtype, values)) return;
  const fits = isBigInteger(dtype) ? isBig : isFloat(dtype) ? isNumber : Number.isInteger;
  for (let i = 0; i < values.length; i++) {
    if (!fits(values[i])) checkElement(caller, dtype, values[i], `value at index ${i}`);
  }
}

const isBig = (value: unknown): boolean => typeof value === "bigint";
const isNumber = (value: unknown): boolean => typeof value === "number";

/** Whether every value of a typed array can be an element, known from its type alone. */
function knownToFit(dtype: DType, values: ArrayLike<number | bigint>): boolean {
  if (!ArrayBuffer.isView(values)) return false;
  const big = values instanceof BigInt64Array || values instanceof BigUint64Array;
  if (big || isBigInteger(dtype)) return big && isBigInteger(dtype);
  const integers = !(values instanceof Float32Array || values instanceof Float64Array);
  return isFloat(dtype) || integers;
}

const show = (value: unknown): string =>
  typeof value === "bigint" ? `${value}n` : typeof value === "string" ? JSON.stringify(value) : String(value);
