// Correlation by transforms: the spectrum of one input times the conjugate of the other's.

import { borrowScratch, giveBackScratch } from "../arrays/scratch.ts";
import { realRowsForward, realRowsInverse } from "../fourier/real-rows.ts";
import { transformAxis } from "../fourier/transform-axis.ts";
import type { Circle } from "./circle.ts";
import { extend } from "./extend.ts";
import type { Frame } from "./frame.ts";
import type { Matrix } from "./matrix.ts";

/** The inputs laid out on a torus in scratch memory, ready to be transformed. */
export interface Torus {
  readonly rows: number;
  readonly columns: number;
  readonly a: Float64Array;
  /** The same array as `a` when the inputs are equal. */
  readonly b: Float64Array;
  /** Rows of `a` and of `b` beyond these are zero. */
  readonly usedRowsA: number;
  readonly usedRowsB: number;
}

export function torusOf(a: Matrix, b: Matrix, rowCircle: Circle, columnCircle: Circle, fillvalue: number): Torus {
  const rows = rowCircle.points;
  const columns = columnCircle.points;
  const planeA = borrowScratch(rows * columns);
  extend(a, rowCircle.source, columnCircle.source, fillvalue, planeA);
  const isPadded = rowCircle.isPadded && columnCircle.isPadded && fillvalue === 0;
  const usedRowsA = isPadded ? a.rows : rows;
  const usedRowsB = Math.min(b.rows, rows);
  if (isPadded && a.values === b.values) return { rows, columns, a: planeA, b: planeA, usedRowsA, usedRowsB };
  // Taps beyond the circle meet the same elements as the taps that they are folded on.
  const planeB = borrowScratch(rows * columns).fill(0);
  for (let j = 0; j < b.rows; j++) {
    const start = (j % rows) * columns;
    for (let k = 0; k < b.columns; k++) {
      const at = start + (k % columns);
      planeB[at] = planeB[at]! + b.values[j * b.columns + k]!;
    }
  }
  return { rows, columns, a: planeA, b: planeB, usedRowsA, usedRowsB };
}

/** Gives back the planes of a torus that is not needed any more. */
export function giveBackTorus({ a, b }: Torus): void {
  giveBackScratch(a);
  if (b !== a) giveBackScratch(b);
}

/** The outputs of both frames; the planes of the torus are overwritten. */
export function correlateOnTorus(
  torus: Torus,
  rowFrame: Frame,
  columnFrame: Frame,
  rowOrigin: number,
  columnOrigin: number,
): Float64Array {
  const { rows, columns, a: re, b } = torus;
  const half = (columns >> 1) + 1;
  const im = borrowScratch(rows * columns);
  halfSpectrum(re, im, rows, columns, torus.usedRowsA);
  if (b === re) {
    for (let start = 0; start < re.length; start += columns) square(re, im, start, start + half);
  } else {
    const bIm = borrowScratch(rows * columns);
    halfSpectrum(b, bIm, rows, columns, torus.usedRowsB);
    for (let start = 0; start < re.length; start += columns) multiply(re, im, b, bIm, start, start + half);
    giveBackScratch(bIm);
  }
  transformAxis(re, im, { outer: 1, length: rows, inner: columns, used: half }, true);
  // A correlation of a matrix with itself is the same read backwards: half of the rows are enough.
  const used = b === re ? (rows >> 1) + 1 : rows;
  realRowsInverse(re, im, { matrices: 1, rows, columns, used });
  giveBackScratch(im);
  return readOutputs(re, torus, used, rowFrame.outputs, columnFrame.outputs, rowOrigin, columnOrigin);
}

/** The scaled outputs, side by side on the torus; rows from `used` on are read as their mirror images. */
function readOutputs(
  re: Float64Array,
  { rows, columns }: Torus,
  used: number,
  outRows: number,
  outColumns: number,
  rowOrigin: number,
  columnOrigin: number,
): Float64Array {
  const scale = 1 / (rows * columns);
  const out = new Float64Array(outRows * outColumns);
  let next = 0;
  for (let m = 0; m < outRows; m++) {
    const row = (rowOrigin + m) % rows;
    const isMirrored = row >= used;
    const from = (isMirrored ? rows - row : row) * columns;
    const step = isMirrored ? -1 : 1;
    let column = isMirrored ? (columns - columnOrigin) % columns : columnOrigin;
    for (let n = 0; n < outColumns; n++) {
      out[next++] = re[from + column]! * scale;
      column += step;
      if (column === columns) column = 0;
      else if (column < 0) column = columns - 1;
    }
  }
  return out;
}

function halfSpectrum(re: Float64Array, im: Float64Array, rows: number, columns: number, used: number): void {
  im.fill(0, used * columns);
  realRowsForward(re, im, { matrices: 1, rows, columns, used });
  transformAxis(re, im, { outer: 1, length: rows, inner: columns, used: (columns >> 1) + 1 }, false);
}

/** `A conj A`. */
function square(re: Float64Array, im: Float64Array, from: number, to: number): void {
  for (let i = from; i < to; i++) {
    re[i] = re[i]! * re[i]! + im[i]! * im[i]!;
    im[i] = 0;
  }
}

/** `A conj B`, in the place of A. */
function multiply(
  aRe: Float64Array,
  aIm: Float64Array,
  bRe: Float64Array,
  bIm: Float64Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const re = aRe[i]! * bRe[i]! + aIm[i]! * bIm[i]!;
    aIm[i] = aIm[i]! * bRe[i]! - aRe[i]! * bIm[i]!;
    aRe[i] = re;
  }
}
