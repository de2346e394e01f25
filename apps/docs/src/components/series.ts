// What a figure draws: the points of a record, sorted into curves that keep their colour and symbol in every figure.

import type { ImplementationRecord, WorkloadRecord } from "@benchmarks/src/harness/record.ts";
import type { Summary } from "@benchmarks/src/harness/statistics.ts";

/** One mark of a figure: an implementation measured on one size. */
export interface Point extends Summary {
  readonly series: string;
  readonly size: number;
}

export type Measure = "time" | "speedup";

/** A curve's look: never colour alone, so that it can be told apart without seeing colours. */
export interface Look {
  readonly name: string;
  readonly colour: string;
  readonly symbol: string;
}

const symbols = ["circle", "square", "triangle", "diamond2", "cross", "triangle2", "hexagon", "wye", "asterisk"];

/** The implementations of all cases, in the order of their first appearance; the colours are those of the theme. */
export const looksOf = (record: WorkloadRecord): Look[] =>
  [...new Set(record.cases.flatMap(({ implementations }) => implementations.map(({ name }) => name)))].map(
    (name, index) => ({
      name,
      colour: `var(--series-${(index % symbols.length) + 1})`,
      symbol: symbols[index % symbols.length]!,
    }),
  );

/** Every point of a measure: milliseconds a call, or how many times as fast as the baseline. */
export const pointsOf = (record: WorkloadRecord, measure: Measure): Point[] =>
  record.cases.flatMap(({ size, implementations }) =>
    implementations.map((implementation) => ({ series: implementation.name, size, ...implementation[measure] })),
  );

/** What the figure shows, in one sentence for those who do not see it. */
export const describe = (record: WorkloadRecord, measure: Measure): string => {
  const largest = record.cases.at(-1)!;
  const by = (a: ImplementationRecord, b: ImplementationRecord): number => a.time.median - b.time.median;
  const ranking = largest.implementations.toSorted(by).map(({ name }) => name);
  const what = measure === "time" ? "Time a call" : `Speed-up over “${record.baseline}”`;
  return `${what} against the number of ${record.axis}, one curve an implementation. On ${largest.name}, from fastest to slowest: ${ranking.join("; ")}. The table below has every number.`;
};

/** Where an implementation lost to the baseline: its name, and the sizes. */
export const lossesOf = (record: WorkloadRecord): { name: string; sizes: number[] }[] =>
  looksOf(record)
    .map(({ name }) => ({
      name,
      sizes: record.cases
        .filter(({ implementations }) => implementations.some((one) => one.name === name && one.verdict === "slower"))
        .map(({ size }) => size),
    }))
    .filter(({ sizes }) => sizes.length > 0);
