// Visits two processes that run one after the other: their lines come in one order only.

import { linesPrinted } from "../harness/captured-output.ts";
import { sameNumbers } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { processesJoined } from "../programs/processes-joined.ts";

const expected = [2, 4, 6, 8, 10, 1, 3, 5, 7, 9];

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph("The first is joined before the second is started.");
  await stage.measure({
    label: "start, join, start, join",
    run: () => linesPrinted(processesJoined),
    show: (lines) => lines.join(" "),
    check: (lines) => sameNumbers(lines.map(Number), expected),
  });
};
