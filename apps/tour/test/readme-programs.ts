// Finds the programs in a README, and what they are said to print. A program is a block marked `ts` that is followed by
// one marked `text`, which holds all it prints, or that imports something and has lines such as `console.log(1); // => 1`.

export interface ReadmeProgram {
  /** The line of the README, from 1, on which the program's first line stands. */
  line: number;
  source: string;
  /** All that it prints, or lines that are among what it prints, in this order. */
  prints: { all: string } | { lines: string[] };
}

interface Block {
  language: string;
  /** Index of the line after the opening fence. */
  start: number;
  /** Index of the closing fence. */
  end: number;
}

const blocksOf = (lines: readonly string[]): Block[] => {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index++) {
    const fence = /^```(\w*)/.exec(lines[index]!);
    if (!fence) continue;
    const end = lines.indexOf("```", index + 1);
    if (end < 0) throw new Error(`line ${index + 1}: the block that opens here is never closed`);
    blocks.push({ language: fence[1]!, start: index + 1, end });
    index = end;
  }
  return blocks;
};

const textOf = (lines: readonly string[], block: Block): string =>
  `${lines.slice(block.start, block.end).join("\n")}\n`;

/** What a program prints by its own comments; nothing if it is a fragment. */
const commentsOf = (source: string): string[] =>
  /^import /m.test(source)
    ? [...source.matchAll(/^.*console\.log\(.*\/\/ => (.+)$/gm)].map(([, result]) => result!.trimEnd())
    : [];

/** The programs of a README, in order. A `ts` block that does not say what it prints is a fragment, and left out. */
export const programsOf = (markdown: string): ReadmeProgram[] => {
  const lines = markdown.split(/\r?\n/);
  const blocks = blocksOf(lines);
  return blocks.flatMap((program, index): ReadmeProgram[] => {
    if (program.language !== "ts") return [];
    const line = program.start + 1;
    const source = textOf(lines, program);
    const next = blocks[index + 1];
    // Only blank lines may stand between the two: otherwise the text is about something else.
    const follows = next && lines.slice(program.end + 1, next.start - 1).every((between) => between.trim() === "");
    if (follows && next.language === "text") return [{ line, source, prints: { all: textOf(lines, next) } }];
    const results = commentsOf(source);
    return results.length > 0 ? [{ line, source, prints: { lines: results } }] : [];
  });
};
