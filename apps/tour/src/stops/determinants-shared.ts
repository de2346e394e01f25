// Visits the determinants whose tensor every worker reads where it is.

import type { Stage } from "../harness/stage.ts";
import { determinantsShared } from "../programs/determinants-shared.ts";
import { visitPooled } from "./determinants.ts";

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph("The tensor is in shared memory: a worker is sent an address, whatever the tensor's size.");
  await visitPooled(stage, 10_000, determinantsShared);
};
