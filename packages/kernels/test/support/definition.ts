// The correlation of two matrices by its definition, element by element.

import type { NdArray } from "ndarray";
import type { CorrelateBoundary, CorrelateMode } from "../../src/index.ts";

/** As scipy.signal.correlate2d defines it; in mode "valid", `b` must fit into `a`. */
export function correlationByDefinition(
  a: NdArray,
  b: NdArray,
  mode: CorrelateMode,
  boundary: CorrelateBoundary,
  fillvalue: number,
): { shape: number[]; data: number[] } {
  const [rows = 0, columns = 0] = a.shape;
  const [tapRows = 0, tapColumns = 0] = b.shape;
  const shape = [outputs(rows, tapRows, mode), outputs(columns, tapColumns, mode)];
  const data: number[] = [];
  for (let m = 0; m < shape[0]!; m++) {
    for (let n = 0; n < shape[1]!; n++) {
      let sum = 0;
      for (let j = 0; j < tapRows; j++) {
        for (let k = 0; k < tapColumns; k++) {
          const row = inside(m + j - before(tapRows, mode), rows, boundary);
          const column = inside(n + k - before(tapColumns, mode), columns, boundary);
          sum += (row === undefined || column === undefined ? fillvalue : a.get(row, column)) * b.get(j, k);
        }
      }
      data.push(sum);
    }
  }
  return { shape, data };
}

function outputs(length: number, taps: number, mode: CorrelateMode): number {
  return { full: length + taps - 1, same: length, valid: length - taps + 1 }[mode];
}

/** How far the first output reaches before the first element. */
function before(taps: number, mode: CorrelateMode): number {
  return { full: taps - 1, same: Math.floor((taps - 1) / 2), valid: 0 }[mode];
}

/** Walks into the axis step by step: a reflection or a turn at a time. */
function inside(index: number, length: number, boundary: CorrelateBoundary): number | undefined {
  let i = index;
  while (i < 0 || i >= length) {
    if (boundary === "fill") return undefined;
    if (boundary === "wrap") i += i < 0 ? length : -length;
    else i = i < 0 ? -1 - i : 2 * length - 1 - i;
  }
  return i;
}
