// Runs one workload from its table to its JSON file, telling the terminal on the way.

import { describeMachine, describeVersions } from "./harness/machine.ts";
import type { Progress } from "./harness/progress.ts";
import { type CaseRecord, recordCase, recordWorkload, type WorkloadRecord, writeRecord } from "./harness/record.ts";
import { type Effort, measure } from "./harness/rounds.ts";
import { drawCase } from "./harness/table.ts";
import type { Workload } from "./harness/workload.ts";

export interface RunOptions {
  readonly quick: boolean;
  readonly output: string;
  readonly effort: Effort;
  readonly progress: Progress;
  /** Prints a block of text. */
  print(text: string): void;
  readonly colour: boolean;
}

/**
 * Measures every case of a workload, prints the tables, and writes the JSON.
 *
 * @throws WrongAnswerError if an implementation gives a wrong answer; then no file is written.
 */
export const runWorkload = async (workload: Workload, options: RunOptions): Promise<WorkloadRecord> => {
  const { quick, output, effort, progress, print, colour } = options;
  print(`\n${workload.title}\n${workload.question}\n`);
  const cases: CaseRecord[] = [];
  for (const one of workload.cases({ quick })) {
    progress.start(one.name, effort.rounds);
    try {
      const record = recordCase(one, await measure(one, effort, () => progress.round()));
      progress.stop();
      print(`${drawCase(record, { colour })}\n`);
      cases.push(record);
    } finally {
      progress.stop();
    }
  }
  const context = { machine: describeMachine(), versions: describeVersions(), quick, date: new Date() };
  const record = recordWorkload(workload, cases, context);
  writeRecord(output, record);
  return record;
};
