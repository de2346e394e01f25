// Visits the determinants whose tensor is copied to every worker.

import type { Stage } from "../harness/stage.ts";
import { determinantsUnshared } from "../programs/determinants-unshared.ts";
import { visitPooled } from "./determinants.ts";

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph(
    "The tensor is an ordinary array, 10 × 10 × 10,000: the function captures it, and takes it along.",
  );
  await visitPooled(stage, 10_000, determinantsUnshared);
};
