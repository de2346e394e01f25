// Visits the determinants that the workers write where the caller reads them.

import type { Stage } from "../harness/stage.ts";
import { randomTensor } from "../inputs.ts";
import { determinantsSharedResult } from "../programs/determinants-shared-result.ts";
import { visitPooled } from "./determinants.ts";

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph("The determinants are in shared memory too: a worker is sent indices, and sends nothing back.");
  await visitPooled(stage, randomTensor(10, 10_000), determinantsSharedResult);
};
