// Visits the determinants whose tensor is copied to every worker.

import type { Stage } from "../harness/stage.ts";
import { randomTensor } from "../inputs.ts";
import { determinantsUnshared } from "../programs/determinants-unshared.ts";
import { visitPooled } from "./determinants.ts";
import { isWrittenByWorker } from "./written-by-worker.ts";

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph(
    "The tensor is an ordinary array, 10 × 10 × 10,000: the function captures it, and takes it along.",
  );
  await visitPooled(stage, randomTensor(10, 10_000), determinantsUnshared);
  await stage.measure({
    label: "a worker's write is seen here",
    aside: true,
    run: () => isWrittenByWorker(randomTensor(10, 1)),
    show: (seen) => (seen ? "yes" : "no: it was sent a copy"),
    check: (seen) => (seen ? "an array that is not shared was written from another thread" : undefined),
  });
};
