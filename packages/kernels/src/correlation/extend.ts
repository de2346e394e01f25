// A matrix continued beyond its edges.

import type { Matrix } from "./matrix.ts";

/**
 * Writes the matrix whose element `(i, j)` is `a[rowSource[i], columnSource[j]]`, or `fillvalue` where either index is
 * -1, to `target`.
 */
export function extend(
  a: Matrix,
  rowSource: readonly number[],
  columnSource: readonly number[],
  fillvalue: number,
  target: Float64Array,
): void {
  const columns = columnSource.length;
  for (let i = 0; i < rowSource.length; i++) {
    const source = rowSource[i]!;
    const start = i * columns;
    if (source < 0) {
      target.fill(fillvalue, start, start + columns);
      continue;
    }
    const from = source * a.columns;
    for (let j = 0; j < columns; j++) {
      const column = columnSource[j]!;
      target[start + j] = column < 0 ? fillvalue : a.values[from + column]!;
    }
  }
}
