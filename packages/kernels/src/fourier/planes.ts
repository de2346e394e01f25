// Two-dimensional transforms of stacks of matrices in C order, in place.

import { elementCount } from "../arrays/shape.ts";
import { realRowsForward } from "./real-rows.ts";
import { transformAxis } from "./transform-axis.ts";

export interface Planes {
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
}

/** The matrices of an array `(..., M, N)`. */
export function planesOf(shape: readonly number[]): Planes {
  const [rows = 1, columns = 1] = shape.slice(-2);
  return { matrices: elementCount(shape.slice(0, -2)), rows, columns };
}

/** Complex matrices: every row, then every column; unscaled. */
export function transformPlanes(re: Float64Array, im: Float64Array, planes: Planes, inverse: boolean): void {
  const { matrices, rows, columns } = planes;
  transformAxis(re, im, { outer: matrices * rows, length: columns, inner: 1 }, inverse);
  transformAxis(re, im, { outer: matrices, length: rows, inner: columns }, inverse);
}

/**
 * Real matrices, in `re`: the spectrum has `X[r, c] = conj X[-r, -c]`, so only half of the columns are computed, and
 * the others are mirrored. The inverse of a real matrix is the conjugate of its transform.
 */
export function transformRealPlanes(re: Float64Array, im: Float64Array, planes: Planes, inverse: boolean): void {
  const { matrices, rows, columns } = planes;
  const half = columns >> 1;
  realRowsForward(re, im, planes);
  transformAxis(re, im, { outer: matrices, length: rows, inner: columns, used: half + 1 }, false);
  if (inverse) {
    for (let start = 0; start < im.length; start += columns) {
      for (let c = 0; c <= half; c++) im[start + c] = -im[start + c]!;
    }
  }
  for (let matrix = 0; matrix < matrices; matrix++) mirror(re, im, matrix * rows * columns, rows, columns);
}

function mirror(re: Float64Array, im: Float64Array, start: number, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    const to = start + r * columns;
    const from = start + (r === 0 ? 0 : rows - r) * columns;
    for (let c = (columns >> 1) + 1; c < columns; c++) {
      re[to + c] = re[from + columns - c]!;
      im[to + c] = -im[from + columns - c]!;
    }
  }
}
