// The JSON file of a workload: its shape, how it is made from measurements, and how it is written.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Machine, Versions } from "./machine.ts";
import type { Measured } from "./rounds.ts";
import { type Summary, speedup, summarize, type Verdict, verdict } from "./statistics.ts";
import type { AnyCase, Workload } from "./workload.ts";

/** One curve's point. */
export interface ImplementationRecord {
  readonly name: string;
  readonly threads: number;
  /** Milliseconds a call, over all samples. */
  readonly time: Summary;
  /** How many times faster than the baseline, round by round; 1 for the baseline itself. */
  readonly speedup: Summary;
  readonly verdict: Verdict | "baseline";
  /** Every sample in milliseconds, one list a round. */
  readonly rounds: readonly (readonly number[])[];
}

export interface CaseRecord {
  readonly name: string;
  readonly size: number;
  readonly implementations: readonly ImplementationRecord[];
}

/** What `benchmarks/results/<workload>.json` holds. */
export interface WorkloadRecord {
  /** Raised when the shape changes, so that a reader can refuse what it does not know. */
  readonly format: 1;
  readonly workload: string;
  readonly title: string;
  readonly question: string;
  readonly axis: string;
  /** When the run ended, ISO 8601, UTC. */
  readonly date: string;
  /** A short run: fewer rounds, smaller inputs. */
  readonly quick: boolean;
  readonly machine: Machine;
  readonly versions: Versions;
  /** The implementation that the speed-ups are against. */
  readonly baseline: string;
  readonly cases: readonly CaseRecord[];
}

/** Four significant digits keep every difference that a median can show and a third of the file's size. */
const digits = (value: number): number => Number(value.toPrecision(4));

const roundSummary = ({ median, min, max, lower, upper }: Summary): Summary => ({
  median: digits(median),
  min: digits(min),
  max: digits(max),
  lower: digits(lower),
  upper: digits(upper),
});

/** Turns the measurements of a case into its record; the first implementation is the baseline. */
export const recordCase = (
  { name, size }: Pick<AnyCase, "name" | "size">,
  measured: readonly Measured[],
): CaseRecord => {
  const baseline = measured[0];
  if (baseline === undefined) throw new RangeError(`recordCase: ${name} has no implementation; name at least one`);
  return {
    name,
    size,
    implementations: measured.map((one) => {
      const ratio = speedup(baseline.rounds, one.rounds);
      return {
        name: one.name,
        threads: one.threads,
        time: roundSummary(summarize(one.rounds.flat())),
        speedup: roundSummary(ratio),
        verdict: one === baseline ? "baseline" : verdict(ratio),
        rounds: one.rounds.map((round) => round.map(digits)),
      };
    }),
  };
};

/** Puts the cases of a workload together with where and when they were measured. */
export const recordWorkload = (
  { name, title, question, axis }: Pick<Workload, "name" | "title" | "question" | "axis">,
  cases: readonly CaseRecord[],
  context: { machine: Machine; versions: Versions; quick: boolean; date: Date },
): WorkloadRecord => {
  const baseline = cases[0]?.implementations[0]?.name;
  if (baseline === undefined) throw new RangeError(`recordWorkload: ${name} has no case; measure at least one`);
  return {
    format: 1,
    workload: name,
    title,
    question,
    axis,
    date: context.date.toISOString(),
    quick: context.quick,
    machine: context.machine,
    versions: context.versions,
    baseline,
    cases,
  };
};

/** One round a line: a diff of two runs stays readable. */
const stringify = (record: WorkloadRecord): string =>
  `${JSON.stringify(record, null, 1).replace(/\[\s+(-?[\d.e+-]+(?:,\s+-?[\d.e+-]+)*)\s+\]/g, (_, list: string) => `[${list.replace(/\s+/g, " ")}]`)}\n`;

/** Writes `<folder>/<workload>.json` and returns its path. */
export const writeRecord = (folder: string, record: WorkloadRecord): string => {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${record.workload}.json`);
  writeFileSync(path, stringify(record));
  return path;
};
