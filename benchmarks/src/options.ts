// The command line of the benchmarks.

import { parseArgs } from "node:util";
import { defaultFolder } from "./results-folder.ts";

export interface Options {
  readonly quick: boolean;
  readonly list: boolean;
  readonly help: boolean;
  /** Where the JSON goes. */
  readonly output: string;
  /** The workloads asked for; all of them where none was named. */
  readonly names: readonly string[];
}

/** The command line cannot be followed; the message says why. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

export const usage = `npm run bench -- [options] [workload ...]

  --quick            fewer rounds and no long inputs: under two minutes
  --output <folder>  write the JSON there instead of benchmarks/results
  --list             name the workloads
  --help             this text

Every answer is checked before anything is timed. Exit status: 0, 1 when an answer is wrong, 2 for a bad command line.`;

/**
 * Reads the command line.
 *
 * @throws UsageError for an option or a workload that does not exist; the message names those that do.
 */
export const readOptions = (args: readonly string[], workloads: readonly string[]): Options => {
  const read = () => {
    try {
      return parseArgs({
        args: [...args],
        allowPositionals: true,
        options: {
          quick: { type: "boolean", default: false },
          list: { type: "boolean", default: false },
          help: { type: "boolean", short: "h", default: false },
          output: { type: "string", default: defaultFolder },
        },
      });
    } catch (cause) {
      throw new UsageError(`bench: ${(cause as Error).message}\n\n${usage}`, { cause });
    }
  };
  const { values, positionals } = read();
  const unknown = positionals.find((name) => !workloads.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(`bench: there is no workload ${JSON.stringify(unknown)}; there are ${workloads.join(", ")}`);
  }
  return { ...values, names: positionals.length > 0 ? positionals : workloads };
};
