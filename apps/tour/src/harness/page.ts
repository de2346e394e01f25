// Lays the tour out in a terminal: headings, paragraphs and rows, as wide as the window, coloured where colour is wanted.

import { styleText } from "node:util";

/** What a page is written to: `process.stdout`, or a recorder in a test. */
export interface Sheet {
  write(text: string): unknown;
  readonly columns?: number | undefined;
  readonly isTTY?: boolean | undefined;
}

/** One line of a table: a mark, what was run, what came out, how long it took and how that compares. */
export interface Row {
  mark: "right" | "wrong" | "reference";
  label: string;
  result: string;
  time: string;
  ratio?: string | undefined;
}

type Style = Parameters<typeof styleText>[0];

const narrowest = 40;
const widest = 100;
const labelColumn = 30;
const timeColumn = 9;
const ratioColumn = 7;
const marks = { right: "✓", wrong: "✗", reference: "·" } as const;
const markStyles = { right: "green", wrong: "red", reference: "dim" } as const;

/** Whether to colour: https://no-color.org, then FORCE_COLOR, then whether someone is looking. */
export const wantsColour = (sheet: Sheet, env: Record<string, string | undefined>): boolean => {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return sheet.isTTY === true && env.TERM !== "dumb";
};

/** Breaks a text into lines of at most `width` columns, at spaces; a longer word stands alone. */
export const wrap = (text: string, width: number): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
};

export class Page {
  readonly sheet: Sheet;
  readonly width: number;
  readonly #colour: boolean;

  constructor(sheet: Sheet, env: Record<string, string | undefined> = {}) {
    this.sheet = sheet;
    // The last column stays free: some terminals break the line when it is written.
    this.width = Math.min(widest, Math.max(narrowest, (sheet.columns || 80) - 1));
    this.#colour = wantsColour(sheet, env);
  }

  style(style: Style, text: string): string {
    return this.#colour ? styleText(style, text, { validateStream: false }) : text;
  }

  line(text = ""): void {
    this.sheet.write(`${text}\n`);
  }

  /** A program's name, at the right edge where it comes from, and below them what it does. */
  heading(name: string, title: string, source: string): void {
    const gap = " ".repeat(Math.max(2, this.width - name.length - source.length));
    this.line();
    this.line(`${this.style(["bold", "cyan"], name)}${gap}${this.style("dim", source)}`);
    for (const line of wrap(title, this.width - 2)) this.line(`  ${line}`);
  }

  paragraph(text: string): void {
    for (const line of wrap(text, this.width - 2)) this.line(`  ${this.style("dim", line)}`);
  }

  /** One row of a table; on a narrow page the result takes a line of its own. */
  row({ mark, label, result, time, ratio = "" }: Row): void {
    const sign = this.style(markStyles[mark], marks[mark]);
    const times = `${time.padStart(timeColumn)}${this.style("dim", ratio.padStart(ratioColumn))}`;
    const room = this.width - 4 - labelColumn - timeColumn - ratioColumn - 1;
    if (result.length <= room && label.length <= labelColumn) {
      this.line(`  ${sign} ${label.padEnd(labelColumn)}${result.padEnd(room + 1)}${times}`);
      return;
    }
    const lines = wrap(label, this.width - 4 - timeColumn - ratioColumn);
    for (const [index, line] of lines.entries()) {
      const last = index === lines.length - 1;
      const fill = " ".repeat(this.width - 4 - line.length - timeColumn - ratioColumn);
      this.line(`  ${index === 0 ? sign : " "} ${line}${last ? `${fill}${times}` : ""}`);
    }
    for (const line of wrap(result, this.width - 6)) this.line(`      ${line}`);
  }

  /** What a row found to be wrong, below it. */
  complaint(text: string): void {
    for (const line of text.split("\n").flatMap((line) => wrap(line, this.width - 6))) {
      this.line(`      ${this.style("red", line)}`);
    }
  }
}
