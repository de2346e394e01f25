// Transforms of lengths with a large prime factor, as a convolution of a length that has none.

import { radicesOf, smoothLength } from "./factors.ts";
import { rootOfUnity } from "./roots.ts";
import { makeStages, runStages, type Stage } from "./stages.ts";
import { makeWorkspace, swapParts, type Workspace } from "./workspace.ts";

export interface Detour {
  /** The length of the convolution, at least twice that of the transform. */
  readonly padded: number;
  readonly stages: readonly Stage[];
  /** exp(-pi i k^2 / length), k = 0 .. length - 1 */
  readonly chirpRe: Float64Array;
  readonly chirpIm: Float64Array;
  /** The spectrum of the conjugate chirp, wrapped around, divided by `padded`. */
  readonly filterRe: Float64Array;
  readonly filterIm: Float64Array;
}

/**
 * Bluestein's detour: with `jk = (j^2 + k^2 - (j - k)^2) / 2` the transform is a chirp times the convolution of the
 * chirped input with the conjugate chirp (Bluestein 1970; Van Loan 4.2.3).
 */
export function makeDetour(length: number): Detour {
  const padded = smoothLength(2 * length - 1);
  const stages = makeStages(radicesOf(padded));
  const chirpRe = new Float64Array(length);
  const chirpIm = new Float64Array(length);
  const filter = makeWorkspace(padded);
  let square = 0; // k^2 modulo 2 * length, exact
  for (let k = 0; k < length; k++) {
    const { cos, sin } = rootOfUnity(square, 2 * length);
    chirpRe[k] = cos;
    chirpIm[k] = -sin;
    for (const at of [k, (padded - k) % padded]) {
      filter.re[at] = cos;
      filter.im[at] = sin;
    }
    square = (square + 2 * k + 1) % (2 * length);
  }
  runStages(stages, filter, 1);
  const filterRe = filter.re.map((value) => value / padded);
  const filterIm = filter.im.map((value) => value / padded);
  return { padded, stages, chirpRe, chirpIm, filterRe, filterIm };
}

/** Transforms every lane, forward and unscaled. The workspace has `padded` rows, of which `length` are filled. */
export function runDetour(detour: Detour, work: Workspace, lanes: number): void {
  const { padded, stages, chirpRe, chirpIm, filterRe, filterIm } = detour;
  const length = chirpRe.length;
  multiplyRows(work, chirpRe, chirpIm, lanes);
  work.re.fill(0, length * lanes, padded * lanes);
  work.im.fill(0, length * lanes, padded * lanes);
  runStages(stages, work, lanes);
  multiplyRows(work, filterRe, filterIm, lanes);
  swapParts(work);
  runStages(stages, work, lanes);
  swapParts(work);
  multiplyRows(work, chirpRe, chirpIm, lanes);
}

/** Multiplies row `k` by the complex number `k` of the factors, as many rows as there are factors. */
function multiplyRows(work: Workspace, factorRe: Float64Array, factorIm: Float64Array, lanes: number): void {
  const { re, im } = work;
  for (let k = 0; k < factorRe.length; k++) {
    const fr = factorRe[k]!;
    const fi = factorIm[k]!;
    const end = (k + 1) * lanes;
    for (let at = k * lanes; at < end; at++) {
      const r = re[at]!;
      const i = im[at]!;
      re[at] = r * fr - i * fi;
      im[at] = r * fi + i * fr;
    }
  }
}
