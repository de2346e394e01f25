// Transforms along one axis of arrays in C order, in place, a block of lanes at a time.

import { copyGrid } from "./copy-grid.ts";
import { lanesAtOnce, planOf, runPlan } from "./plan.ts";
import { makeWorkspace } from "./workspace.ts";

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
  if (length === 1 || outer * used === 0) return;
  const [first, second] = inverse ? [im, re] : [re, im];
  // Along the last axis the lanes are its rows; along another they are neighbours, one group for each outer index.
  if (inner === 1) {
    transformLanes(first, second, { length, step: 1, groups: 1, groupStep: 0, lanes: outer, laneStep: length });
  } else {
    transformLanes(first, second, {
      length,
      step: inner,
      groups: outer,
      groupStep: length * inner,
      lanes: used,
      laneStep: 1,
    });
  }
}

/** Element j of lane q of group g is at `g * groupStep + q * laneStep + j * step`. */
interface LaneLayout {
  readonly length: number;
  readonly step: number;
  readonly groups: number;
  readonly groupStep: number;
  readonly lanes: number;
  readonly laneStep: number;
}

function transformLanes(re: Float64Array, im: Float64Array, layout: LaneLayout): void {
  const { length, step, groups, groupStep, lanes, laneStep } = layout;
  const plan = planOf(length);
  const block = lanesAtOnce(plan, lanes);
  const work = makeWorkspace(plan.workRows * block);
  for (let group = 0; group < groups; group++) {
    for (let lane = 0; lane < lanes; lane += block) {
      const count = Math.min(block, lanes - lane);
      const outside = { start: group * groupStep + lane * laneStep, stepA: step, stepB: laneStep };
      const inside = { start: 0, stepA: count, stepB: 1 };
      copyGrid(re, im, outside, work.re, work.im, inside, length, count);
      runPlan(plan, work, count);
      copyGrid(work.re, work.im, inside, re, im, outside, length, count);
    }
  }
}
