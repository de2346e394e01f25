// The table under a figure: every number that the figure draws, and the count of samples behind it.

import { formatRatio, formatTime } from "@benchmarks/src/harness/format.ts";
import type { WorkloadRecord } from "@benchmarks/src/harness/record.ts";
import { Fragment, type ReactNode } from "react";

export const Numbers = ({ record }: { record: WorkloadRecord }): ReactNode => (
  <details className="benchmark-numbers">
    <summary>All numbers: {record.title}</summary>
    {/* Wide tables scroll inside their own box, which the keyboard can reach. */}
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be focusable (WCAG 2.1.1) */}
    <section tabIndex={0} aria-label={`Numbers: ${record.title}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">implementation</th>
            <th scope="col">threads</th>
            <th scope="col">median</th>
            <th scope="col">min – max</th>
            <th scope="col">speed-up</th>
            <th scope="col">min – max</th>
            <th scope="col">samples</th>
          </tr>
        </thead>
        <tbody>
          {record.cases.map((one) => (
            <Fragment key={one.name}>
              <tr>
                <th scope="colgroup" colSpan={7}>
                  {one.name}
                </th>
              </tr>
              {one.implementations.map(({ name, threads, time, speedup, verdict, rounds }) => (
                <tr key={name} data-verdict={verdict}>
                  <th scope="row">{name}</th>
                  <td>{threads}</td>
                  <td>{formatTime(time.median)}</td>
                  <td>
                    {formatTime(time.min)} – {formatTime(time.max)}
                  </td>
                  <td>{verdict === "baseline" ? "1" : formatRatio(speedup.median)}</td>
                  <td>{verdict === "baseline" ? "" : `${formatRatio(speedup.min)} – ${formatRatio(speedup.max)}`}</td>
                  <td>
                    {rounds.flat().length} in {rounds.length} rounds
                  </td>
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  </details>
);
