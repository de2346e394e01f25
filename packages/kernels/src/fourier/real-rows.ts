// Transforms of real rows, two in one complex transform, and back.

import { lanesAtOnce, planOf, runPlan } from "./plan.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

/** Matrices in C order whose rows are transformed. */
export interface RowLayout {
  readonly matrices: number;
  readonly rows: number;
  readonly columns: number;
  /**
   * Rows of each matrix that are transformed, from the first on; the others are left alone.
   * @default rows
   */
  readonly used?: number;
}

/**
 * Replaces the real rows in `re` by the first half of their spectra, columns `0 .. columns / 2` of `re` and `im`; the
 * rest of the columns is left as it is. Two rows a and b travel as a + ib: the spectrum of a real row is Hermitian, so
 * the two can be told apart again.
 */
export function realRowsForward(re: Float64Array, im: Float64Array, layout: RowLayout): void {
  const { columns } = layout;
  forEachPairBlock(layout, (work, firsts, seconds, lanes, run) => {
    for (let q = 0; q < lanes; q++) {
      const a = firsts[q]!;
      const b = seconds[q]!;
      for (let j = 0; j < columns; j++) {
        work.re[j * lanes + q] = re[a + j]!;
        work.im[j * lanes + q] = b < 0 ? 0 : re[b + j]!;
      }
    }
    run();
    for (let q = 0; q < lanes; q++) unpackPair(work, q, lanes, re, im, firsts[q]!, seconds[q]!, columns);
  });
}

/** The way back, unscaled: half spectra in `re` and `im` become real rows in `re`; `im` is left as it is. */
export function realRowsInverse(re: Float64Array, im: Float64Array, layout: RowLayout): void {
  const { columns } = layout;
  forEachPairBlock(layout, (work, firsts, seconds, lanes, run) => {
    // The parts are exchanged, which makes the forward transform an inverse one.
    for (let q = 0; q < lanes; q++) packPair(work, q, lanes, re, im, firsts[q]!, seconds[q]!, columns);
    run();
    for (let q = 0; q < lanes; q++) {
      const a = firsts[q]!;
      const b = seconds[q]!;
      for (let j = 0; j < columns; j++) {
        re[a + j] = work.im[j * lanes + q]!;
        if (b >= 0) re[b + j] = work.re[j * lanes + q]!;
      }
    }
  });
}

/** Visits blocks of pairs of rows of one matrix, by where they start; the partner of an odd last row is -1. */
function forEachPairBlock(
  layout: RowLayout,
  visit: (work: Workspace, firsts: Float64Array, seconds: Float64Array, lanes: number, run: () => void) => void,
): void {
  const { matrices, rows, columns, used = rows } = layout;
  const pairsEach = Math.ceil(used / 2);
  const pairs = matrices * pairsEach;
  if (pairs === 0) return;
  const plan = planOf(columns);
  const block = lanesAtOnce(plan, pairs);
  const work = makeWorkspace(plan.workRows * block);
  const firsts = new Float64Array(block);
  const seconds = new Float64Array(block);
  for (let start = 0; start < pairs; start += block) {
    const lanes = Math.min(block, pairs - start);
    for (let q = 0; q < lanes; q++) {
      const matrix = Math.floor((start + q) / pairsEach);
      const row = 2 * (start + q - matrix * pairsEach);
      firsts[q] = (matrix * rows + row) * columns;
      seconds[q] = row + 1 < used ? firsts[q]! + columns : -1;
    }
    visit(work, firsts, seconds, lanes, () => runPlan(plan, work, lanes));
  }
}

/** `A[k] = (Z[k] + conj Z[-k]) / 2` and `B[k] = (Z[k] - conj Z[-k]) / 2i`. */
function unpackPair(
  work: Workspace,
  q: number,
  lanes: number,
  re: Float64Array,
  im: Float64Array,
  a: number,
  b: number,
  columns: number,
): void {
  const { re: zr, im: zi } = work;
  const half = columns >> 1;
  for (let k = 0; k <= half; k++) {
    const at = k * lanes + q;
    const mirror = (k === 0 ? 0 : columns - k) * lanes + q;
    re[a + k] = 0.5 * (zr[at]! + zr[mirror]!);
    im[a + k] = 0.5 * (zi[at]! - zi[mirror]!);
    if (b >= 0) {
      re[b + k] = 0.5 * (zi[at]! + zi[mirror]!);
      im[b + k] = 0.5 * (zr[mirror]! - zr[at]!);
    }
  }
}

/** `Z[k] = A[k] + i B[k]` and `Z[-k] = conj A[k] + i conj B[k]`, with the parts of Z exchanged. */
function packPair(
  work: Workspace,
  q: number,
  lanes: number,
  re: Float64Array,
  im: Float64Array,
  a: number,
  b: number,
  columns: number,
): void {
  const { re: zi, im: zr } = work;
  const half = columns >> 1;
  for (let k = 0; k <= half; k++) {
    const at = k * lanes + q;
    const ar = re[a + k]!;
    const ai = im[a + k]!;
    const br = b < 0 ? 0 : re[b + k]!;
    const bi = b < 0 ? 0 : im[b + k]!;
    if (k > 0) {
      const mirror = (columns - k) * lanes + q;
      zr[mirror] = ar + bi;
      zi[mirror] = br - ai;
    }
    zr[at] = ar - bi;
    zi[at] = br + ai;
  }
}
