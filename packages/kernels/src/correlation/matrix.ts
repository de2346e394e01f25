// A matrix of doubles in C order, and what is asked about its values.

export interface Matrix {
  readonly values: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

export function allFinite(values: Float64Array): boolean {
  // Infinities and NaN leave NaN when taken from themselves.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[i]!;
  return sum === 0;
}

/** Of finite values. */
export function allIntegers(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (Math.floor(values[i]!) !== values[i]!) return false;
  }
  return true;
}

/** The root of the sum of squares. */
export function norm(values: Float64Array): number {
  let squares = 0;
  for (let i = 0; i < values.length; i++) squares += values[i]! * values[i]!;
  return Math.sqrt(squares);
}
