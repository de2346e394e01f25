// The scale factors of NumPy's `norm`.

import { checkChoice } from "../arrays/options.ts";

/**
 * Where the factor 1 / N of a transform of N points stands: on the inverse (`"backward"`), on the forward transform
 * (`"forward"`), or as its square root on both (`"ortho"`).
 */
export type FftNorm = "backward" | "ortho" | "forward";

/** @throws RangeError for an unknown norm */
export function scaleOf(name: string, norm: FftNorm, points: number, inverse: boolean): number {
  checkChoice(name, "norm", norm, ["backward", "ortho", "forward"]);
  if (norm === "ortho") return 1 / Math.sqrt(points);
  return (norm === "backward") === inverse ? 1 / points : 1;
}
