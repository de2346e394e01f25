// Correlation by its definition: an input that reaches far enough, and a sum over the taps.

import { borrowScratch, giveBackScratch } from "../arrays/scratch.ts";
import { extend } from "./extend.ts";
import { type CorrelateBoundary, type Frame, reach, sourceIndex } from "./frame.ts";
import type { Matrix } from "./matrix.ts";

/** Sums in SciPy's order (tap row after tap row), and exact for integers as long as the sums stay below 2^53. */
export function correlateDirectly(
  a: Matrix,
  b: Matrix,
  rowFrame: Frame,
  columnFrame: Frame,
  boundary: CorrelateBoundary,
  fillvalue: number,
): Float64Array {
  const source = (frame: Frame) =>
    Array.from({ length: reach(frame) }, (_, i) => sourceIndex(frame.first + i, frame.length, boundary));
  const wideColumns = reach(columnFrame);
  const wide = borrowScratch(reach(rowFrame) * wideColumns);
  extend(a, source(rowFrame), source(columnFrame), fillvalue, wide);
  const out = new Float64Array(rowFrame.outputs * columnFrame.outputs);
  const sum = columnFrame.outputs < 4 ? sumByOutput : sumByRow;
  sum(wide, wideColumns, b.values, b.rows, b.columns, out, rowFrame.outputs, columnFrame.outputs);
  giveBackScratch(wide);
  return out;
}

/** Adds four taps at a time to a row of outputs. */
function sumByRow(
  wide: Float64Array,
  wideColumns: number,
  taps: Float64Array,
  tapRows: number,
  tapColumns: number,
  out: Float64Array,
  outRows: number,
  outColumns: number,
): void {
  for (let m = 0; m < outRows; m++) {
    const to = m * outColumns;
    for (let j = 0; j < tapRows; j++) {
      const from = (m + j) * wideColumns;
      let k = 0;
      for (; k + 4 <= tapColumns; k += 4) {
        const b0 = taps[j * tapColumns + k]!;
        const b1 = taps[j * tapColumns + k + 1]!;
        const b2 = taps[j * tapColumns + k + 2]!;
        const b3 = taps[j * tapColumns + k + 3]!;
        let a0 = wide[from + k]!;
        let a1 = wide[from + k + 1]!;
        let a2 = wide[from + k + 2]!;
        for (let n = 0; n < outColumns; n++) {
          const a3 = wide[from + k + 3 + n]!;
          out[to + n] = out[to + n]! + b0 * a0 + b1 * a1 + b2 * a2 + b3 * a3;
          a0 = a1;
          a1 = a2;
          a2 = a3;
        }
      }
      for (; k < tapColumns; k++) {
        const b0 = taps[j * tapColumns + k]!;
        for (let n = 0; n < outColumns; n++) out[to + n] = out[to + n]! + b0 * wide[from + k + n]!;
      }
    }
  }
}

/** One output at a time, for outputs too narrow to go along. */
function sumByOutput(
  wide: Float64Array,
  wideColumns: number,
  taps: Float64Array,
  tapRows: number,
  tapColumns: number,
  out: Float64Array,
  outRows: number,
  outColumns: number,
): void {
  for (let m = 0; m < outRows; m++) {
    for (let n = 0; n < outColumns; n++) {
      let sum = 0;
      for (let j = 0; j < tapRows; j++) {
        const from = (m + j) * wideColumns + n;
        for (let k = 0; k < tapColumns; k++) sum += taps[j * tapColumns + k]! * wide[from + k]!;
      }
      out[m * outColumns + n] = sum;
    }
  }
}
