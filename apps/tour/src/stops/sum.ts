// Visits the sum of a million numbers, by every method of Pool.

import { iterativeSum } from "@mp/kernels";
import { sameNumber } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { oneTo } from "../inputs.ts";
import { apply, applyAsync, imap, imapUnordered, map, mapAsync, starmap } from "../programs/sum.ts";

const methods = { apply, applyAsync, map, mapAsync, imap, imapUnordered, starmap };

export const visit = async (stage: Stage): Promise<void> => {
  const numbers = oneTo(1_000_000);
  stage.page.paragraph(
    "Adding takes a millisecond and starting a pool dozens: this shows how the methods are used, not when they pay.",
  );
  await stage.measure({
    label: "sequential",
    reference: true,
    run: () => iterativeSum(numbers),
    show: String,
    check: (sum) => sameNumber(sum, (1_000_000 * 1_000_001) / 2),
  });
  for (const [name, sumBy] of Object.entries(methods)) {
    await stage.measure({
      label: `pool.${name}`,
      run: () => sumBy(numbers, stage.workers),
      show: String,
      // Integers below 2^53: the sum is exact in whatever order they are added.
      check: (sum) => sameNumber(sum, (1_000_000 * 1_000_001) / 2),
    });
  }
};
