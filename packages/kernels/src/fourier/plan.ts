// How a length is transformed: decided once, with its tables, and kept for the next call.

import { type Detour, makeDetour, runDetour } from "./bluestein.ts";
import { largestDirectPrime, radicesOf } from "./factors.ts";
import { makeStages, runStages, type Stage } from "./stages.ts";
import type { Workspace } from "./workspace.ts";

export interface Plan {
  readonly length: number;
  /** Rows that the workspace must have: the length, or more for a detour. */
  readonly workRows: number;
  readonly stages: readonly Stage[];
  readonly detour: Detour | undefined;
}

/** How many rows the remembered plans may have in all; their tables take 16 to 64 bytes a row. */
const rememberedRows = 2 ** 20;
const plans = new Map<number, Plan>();

/** The plan of a length >= 1: remembered, or made now. The ones used least recently are forgotten. */
export function planOf(length: number): Plan {
  const plan = plans.get(length) ?? makePlan(length);
  plans.delete(length);
  plans.set(length, plan);
  let rows = 0;
  for (const remembered of plans.values()) rows += remembered.workRows;
  for (const [oldest, { workRows }] of plans) {
    if (rows <= rememberedRows) break;
    plans.delete(oldest);
    rows -= workRows;
  }
  return plan;
}

function makePlan(length: number): Plan {
  const radices = radicesOf(length);
  if (radices.every((radix) => radix <= largestDirectPrime)) {
    return { length, workRows: length, stages: makeStages(radices), detour: undefined };
  }
  const detour = makeDetour(length);
  return { length, workRows: detour.padded, stages: detour.stages, detour };
}

/** Transforms every lane of a workspace, forward and unscaled. */
export function runPlan(plan: Plan, work: Workspace, lanes: number): void {
  if (plan.detour === undefined) runStages(plan.stages, work, lanes);
  else runDetour(plan.detour, work, lanes);
}

/** So many lanes at a time that a workspace stays in the nearest cache, and long transforms still get a few. */
export function lanesAtOnce(plan: Plan, lanes: number): number {
  return Math.min(lanes, Math.max(4, Math.min(64, Math.floor(2048 / plan.workRows))));
}
