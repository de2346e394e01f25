// Visits two processes that run at once: every line comes, each process's in its order, mixed in any way.

import { linesPrinted } from "../harness/captured-output.ts";
import { type Complaint, sameNumbers } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { processesTogether } from "../programs/processes-together.ts";

const isEven = (number: number): boolean => number % 2 === 0;

const checkOrder = (lines: string[]): Complaint => {
  const numbers = lines.map(Number);
  const even = sameNumbers(numbers.filter(isEven), [2, 4, 6, 8, 10]);
  const odd = sameNumbers(
    numbers.filter((number) => !isEven(number)),
    [1, 3, 5, 7, 9],
  );
  return even ?? odd;
};

export const visit = async (stage: Stage): Promise<void> => {
  stage.page.paragraph(
    "Both are started before either is joined: the lines may come in another order at the next run.",
  );
  await stage.measure({
    label: "start, start, join, join",
    run: () => linesPrinted(processesTogether),
    show: (lines) => lines.join(" "),
    check: checkOrder,
  });
};
