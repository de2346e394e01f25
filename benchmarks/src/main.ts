// `npm run bench`: measures the HOWTO's workloads and writes benchmarks/results/<workload>.json.

import { formatTime } from "./harness/format.ts";
import { describeMachine, describeVersions } from "./harness/machine.ts";
import { openProgress } from "./harness/progress.ts";
import { type Effort, WrongAnswerError } from "./harness/rounds.ts";
import { readOptions, UsageError, usage } from "./options.ts";
import { runWorkload } from "./run-workload.ts";
import { workloads } from "./workloads/index.ts";

const efforts: Record<"quick" | "full", Effort> = {
  quick: { rounds: 7, leastRounds: 3, budget: 4000, slice: 30, samples: 5 },
  full: { rounds: 21, leastRounds: 7, budget: 30_000, slice: 100, samples: 5 },
};

const main = async (): Promise<number> => {
  const options = readOptions(process.argv.slice(2), [...workloads.keys()]);
  const print = (text: string) => void process.stdout.write(`${text}\n`);
  if (options.help) {
    print(usage);
    return 0;
  }
  if (options.list) {
    for (const { name, title } of workloads.values()) print(`${name.padEnd(16)} ${title}`);
    return 0;
  }
  const { cpu, cores, memory } = describeMachine();
  print(`${cpu}, ${cores} cores, ${memory} GiB; Node ${describeVersions().node}`);
  const start = performance.now();
  for (const name of options.names) {
    await runWorkload(workloads.get(name)!, {
      quick: options.quick,
      output: options.output,
      effort: efforts[options.quick ? "quick" : "full"],
      progress: openProgress(),
      print,
      colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    });
  }
  print(`▲ faster than the first line in three rounds of four, ▼ slower, = neither.`);
  print(`All answers right. ${formatTime(performance.now() - start)} in all.`);
  return 0;
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof WrongAnswerError)) throw error;
  process.stderr.write(`${error.message}\n`);
  if (error instanceof WrongAnswerError) process.stderr.write(`${(error.cause as Error | undefined)?.stack ?? ""}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
