// The terminal's table of one case, losses included.

import { styleText } from "node:util";
import { formatRatio, formatTime } from "./format.ts";
import type { CaseRecord, ImplementationRecord } from "./record.ts";

const marks = { baseline: " ", faster: "▲", slower: "▼", "no difference": "=" } as const;
const colours = { baseline: "reset", faster: "green", slower: "red", "no difference": "reset" } as const;

const row = ({ name, threads, time, speedup, verdict }: ImplementationRecord): string[] => [
  name,
  String(threads),
  formatTime(time.median),
  `${formatTime(time.min)} – ${formatTime(time.max)}`,
  verdict === "baseline" ? "1" : formatRatio(speedup.median),
  verdict === "baseline" ? "" : `${formatRatio(speedup.min)} – ${formatRatio(speedup.max)}`,
];

const heading = ["", "threads", "median", "min – max", "speed-up", "min – max"];

/**
 * Draws a case as lines of text: ▲ faster than the baseline in three rounds of four, ▼ slower, = neither.
 *
 * @param colour whether the terminal shows colours @default false
 */
export const drawCase = (record: CaseRecord, { colour = false }: { colour?: boolean } = {}): string => {
  const rows = record.implementations.map(row);
  const widths = heading.map((title, column) => Math.max(title.length, ...rows.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  const paint = (style: "bold" | "dim" | "green" | "red" | "reset", text: string): string =>
    colour ? styleText(style, text, { validateStream: false }) : text;
  return [
    paint("bold", record.name),
    paint("dim", `  ${line(heading)}`),
    ...rows.map((cells, index) => {
      const { verdict } = record.implementations[index]!;
      return paint(colours[verdict], `${marks[verdict]} ${line(cells)}`);
    }),
  ].join("\n");
};
