// A transform of mixed radix: its stages with their twiddle factors, and running them.

import { oddRadix } from "./odd-radix.ts";
import { radix2, radix2Twiddled } from "./radix2.ts";
import { radix3, radix3Twiddled } from "./radix3.ts";
import { radix4, radix4Twiddled } from "./radix4.ts";
import { radix5, radix5Twiddled } from "./radix5.ts";
import { rootOfUnity } from "./roots.ts";
import { swapSpare, type Workspace } from "./workspace.ts";

const butterflies: Readonly<Record<number, { plain: typeof radix2; twiddled: typeof radix2Twiddled }>> = {
  2: { plain: radix2, twiddled: radix2Twiddled },
  3: { plain: radix3, twiddled: radix3Twiddled },
  4: { plain: radix4, twiddled: radix4Twiddled },
  5: { plain: radix5, twiddled: radix5Twiddled },
};

export interface Stage {
  readonly radix: number;
  /** The length that is left to the stages after this one. */
  readonly rest: number;
  /** exp(-2 pi i k p / (radix * rest)) at `p * (radix - 1) + k - 1`, for p < rest and k = 1 .. radix - 1. */
  readonly twiddleRe: Float64Array;
  readonly twiddleIm: Float64Array;
  /** Of 2 pi k / radix, for radices without a butterfly of their own; empty otherwise. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
}

export function makeStages(radices: readonly number[]): Stage[] {
  let length = radices.reduce((product, radix) => product * radix, 1);
  return radices.map((radix) => {
    const stage = makeStage(radix, length / radix);
    length /= radix;
    return stage;
  });
}

function makeStage(radix: number, rest: number): Stage {
  const length = radix * rest;
  const twiddleRe = new Float64Array(rest * (radix - 1));
  const twiddleIm = new Float64Array(rest * (radix - 1));
  for (let p = 0; p < rest; p++) {
    for (let k = 1; k < radix; k++) {
      const { cos, sin } = rootOfUnity((k * p) % length, length);
      twiddleRe[p * (radix - 1) + k - 1] = cos;
      twiddleIm[p * (radix - 1) + k - 1] = -sin;
    }
  }
  const own = radix in butterflies ? 0 : radix;
  const roots = Array.from({ length: own }, (_, k) => rootOfUnity(k, radix));
  return {
    radix,
    rest,
    twiddleRe,
    twiddleIm,
    cos: Float64Array.from(roots, (root) => root.cos),
    sin: Float64Array.from(roots, (root) => root.sin),
  };
}

/**
 * Transforms every lane, forward and unscaled: Stockham's decimation in frequency, which leaves the result in order
 * without a bit reversal (Van Loan, Computational Frameworks for the FFT, 1.7). Between stages the data is
 * `(rest, stride)`: the rows that one stage combines are `rest` rows apart, and its results go next to each other.
 */
export function runStages(stages: readonly Stage[], work: Workspace, lanes: number): void {
  let stride = lanes;
  for (const stage of stages) {
    runStage(stage, work.re, work.im, work.spareRe, work.spareIm, stride);
    swapSpare(work);
    stride *= stage.radix;
  }
}

function runStage(
  stage: Stage,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  s: number,
): void {
  const { radix, rest, twiddleRe, twiddleIm } = stage;
  const step = rest * s;
  const butterfly = butterflies[radix];
  if (butterfly === undefined) {
    const rows = new Float64Array(4 * radix);
    for (let p = 0; p < rest; p++) {
      const from = p * s;
      const w = p * (radix - 1);
      const { cos, sin } = stage;
      oddRadix(radix, cos, sin, xr, xi, yr, yi, s, from, step, from * radix, twiddleRe, twiddleIm, w, rows);
    }
    return;
  }
  // The twiddle factors of p = 0 are 1, and the last stage has no other p.
  butterfly.plain(xr, xi, yr, yi, s, 0, step, 0);
  for (let p = 1; p < rest; p++) {
    const from = p * s;
    butterfly.twiddled(xr, xi, yr, yi, s, from, step, from * radix, twiddleRe, twiddleIm, p * (radix - 1));
  }
}
