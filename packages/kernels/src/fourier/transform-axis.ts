// Transforms along one axis of arrays in C order, in place, a block of lanes at a time.

import { lanesAtOnce, planOf, runPlan } from "./plan.ts";
import { makeWorkspace, type Workspace } from "./workspace.ts";

/** An array in C order, seen from one of its axes: element `(o, j, i)` is at `(o * length + j) * inner + i`. */
export interface AxisLayout {
  /** The product of the axes before. */
  readonly outer: number;
  readonly length: number;
  /** The product of the axes after. */
  readonly inner: number;
  /**
   * How many of the inner elements are transformed; the others are left alone.
   * @default inner
   */
  readonly used?: number;
}

/** Transforms `re`, `im` along the axis, unscaled. The inverse is the transform with its parts exchanged. */
export function transformAxis(re: Float64Array, im: Float64Array, layout: AxisLayout, inverse: boolean): void {
  const { outer, length, inner, used = inner } = layout;
  const lanes = outer * used;
  if (lanes === 0 || length === 1) return;
  const plan = planOf(length);
  const block = lanesAtOnce(plan, lanes);
  const work = makeWorkspace(plan.workRows * block);
  const bases = new Float64Array(block);
  const sources = inverse ? { re: im, im: re } : { re, im };
  for (let first = 0; first < lanes; first += block) {
    const count = Math.min(block, lanes - first);
    for (let q = 0; q < count; q++) {
      const o = Math.floor((first + q) / used);
      bases[q] = o * length * inner + (first + q - o * used);
    }
    gather(sources.re, sources.im, work, bases, count, length, inner);
    runPlan(plan, work, count);
    scatter(work, sources.re, sources.im, bases, count, length, inner);
  }
}

function gather(
  re: Float64Array,
  im: Float64Array,
  work: Workspace,
  bases: Float64Array,
  lanes: number,
  length: number,
  step: number,
): void {
  const { re: toRe, im: toIm } = work;
  for (let q = 0; q < lanes; q++) {
    let from = bases[q]!;
    for (let at = q; at < length * lanes; at += lanes) {
      toRe[at] = re[from]!;
      toIm[at] = im[from]!;
      from += step;
    }
  }
}

function scatter(
  work: Workspace,
  re: Float64Array,
  im: Float64Array,
  bases: Float64Array,
  lanes: number,
  length: number,
  step: number,
): void {
  const { re: fromRe, im: fromIm } = work;
  for (let q = 0; q < lanes; q++) {
    let to = bases[q]!;
    for (let at = q; at < length * lanes; at += lanes) {
      re[to] = fromRe[at]!;
      im[to] = fromIm[at]!;
      to += step;
    }
  }
}
