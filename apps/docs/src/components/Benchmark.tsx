// A workload on the page: its question, its figure, its losses, its numbers, and what it was measured on.

import type { WorkloadRecord } from "@benchmarks/src/harness/record.ts";
import type { ReactNode } from "react";
import { Figure } from "./Figure.tsx";
import { Numbers } from "./Numbers.tsx";
import { lossesOf } from "./series.ts";

const Losses = ({ record }: { record: WorkloadRecord }): ReactNode => {
  const losses = lossesOf(record);
  if (losses.length === 0) return null;
  return (
    <div className="benchmark-losses">
      <p>Slower than “{record.baseline}”:</p>
      <ul>
        {losses.map(({ name, sizes }) => (
          <li key={name}>
            {name}, at{" "}
            {sizes.length === record.cases.length
              ? "every size"
              : `${sizes.map((size) => size.toLocaleString("en")).join(", ")} ${record.axis}`}
          </li>
        ))}
      </ul>
    </div>
  );
};

const Origin = ({ record }: { record: WorkloadRecord }): ReactNode => {
  const { machine, versions, date, quick } = record;
  return (
    <p className="benchmark-origin">
      {machine.cpu}, {machine.cores} cores, {machine.memory} GiB; Node {versions.node}
      {versions.commit ? `; commit ${versions.commit}` : ""}; <time dateTime={date}>{date.slice(0, 10)}</time>
      {quick ? "; a quick run" : ""}.
    </p>
  );
};

/** Shows a record; one of a format that this page does not know is an error when the site is built. */
export const Benchmark = ({ record }: { record: unknown }): ReactNode => {
  const known = record as WorkloadRecord;
  if (known.format !== 1) throw new Error(`Benchmark: this page reads format 1, the record has ${known.format}`);
  return (
    <>
      <p>{known.question}</p>
      <Figure record={known} />
      <Losses record={known} />
      <Numbers record={known} />
      <Origin record={known} />
    </>
  );
};
