// Visits the determinants whose tensor every worker reads where it is.

import { sharedNdarray } from "@mp/shared";
import type { Stage } from "../harness/stage.ts";
import { randomTensor } from "../inputs.ts";
import { determinantsShared } from "../programs/determinants-shared.ts";
import { visitPooled } from "./determinants.ts";
import { isWrittenByWorker } from "./written-by-worker.ts";

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph("The tensor is in shared memory: a worker is sent an address, whatever the tensor's size.");
  await visitPooled(stage, randomTensor(10, 10_000), determinantsShared);
  await stage.measure({
    label: "a worker's write is seen here",
    aside: true,
    run: () => isWrittenByWorker(sharedNdarray("float64", [10, 10, 1])),
    show: (seen) => (seen ? "yes: there is one tensor" : "no"),
    check: (seen) => (seen ? undefined : "what a worker wrote into shared memory did not arrive"),
  });
};
