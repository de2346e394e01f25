// A matrix continued beyond its edges.

import type { Matrix } from "./matrix.ts";

/**
 * The matrix whose element `(i, j)` is `a[rowSource[i], columnSource[j]]`, or `fillvalue` where either index is -1.
 */
export function extend(
  a: Matrix,
  rowSource: readonly number[],
  columnSource: readonly number[],
  fillvalue: number,
): Matrix {
  const rows = rowSource.length;
  const columns = columnSource.length;
  const values = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const source = rowSource[i]!;
    const start = i * columns;
    if (source < 0) {
      if (fillvalue !== 0) values.fill(fillvalue, start, start + columns);
      continue;
    }
    const from = source * a.columns;
    for (let j = 0; j < columns; j++) {
      const column = columnSource[j]!;
      values[start + j] = column < 0 ? fillvalue : a.values[from + column]!;
    }
  }
  return { values, rows, columns };
}
