// What the stops about determinants have in common: the tensor, the sequential answer and how an answer is shown.

import { det } from "@mp/kernels";
import { sameNumbers } from "../harness/compare.ts";
import type { OnProgress } from "../harness/progress-bar.ts";
import type { Stage } from "../harness/stage.ts";
import type { Tensor } from "../inputs.ts";

/** One after the other, in plain JavaScript. */
export const determinantsSequential = (tensor: Tensor, onProgress: OnProgress = () => {}): Float64Array => {
  const count = tensor.shape[2]!;
  const determinants = new Float64Array(count);
  for (let index = 0; index < count; index++) {
    if (index % 1000 === 999) onProgress(index + 1, count);
    determinants[index] = det(tensor.pick(null, null, index));
  }
  return determinants;
};

/** The sum of the determinants, as the HOWTO prints it. */
export const showSum = (determinants: Float64Array): string =>
  `sum ${determinants.reduce((sum, value) => sum + value, 0).toPrecision(12)}`;

/** Runs the sequential program, then the given one in a pool. */
export const visitPooled = async (
  stage: Stage,
  tensor: Tensor,
  pooled: (tensor: Tensor, workers: number) => Promise<Float64Array>,
): Promise<void> => {
  const expected = await stage.measure({
    label: "sequential",
    reference: true,
    warm: true,
    run: (onProgress) => determinantsSequential(tensor, onProgress),
    show: showSum,
  });
  if (!expected) return;
  await stage.measure({
    label: stage.poolLabel("starting"),
    run: () => pooled(tensor, stage.workers),
    show: showSum,
    check: (determinants) => sameNumbers(determinants, expected),
  });
};
