// Finds the programs in a README: a block marked `ts`, followed by a block marked `text` that holds what it prints.

export interface ReadmeProgram {
  /** The line of the README, from 1, on which the program's first line stands. */
  line: number;
  source: string;
  output: string;
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

/** The programs of a README, in order. A `ts` block with no output after it is a fragment, and left out. */
export const programsOf = (markdown: string): ReadmeProgram[] => {
  const lines = markdown.split(/\r?\n/);
  const blocks = blocksOf(lines);
  return blocks.flatMap((program, index) => {
    const output = blocks[index + 1];
    if (program.language !== "ts" || output?.language !== "text") return [];
    // Only blank lines may stand between the two: otherwise the text is about something else.
    if (lines.slice(program.end + 1, output.start - 1).some((line) => line.trim() !== "")) return [];
    const text = (block: Block) => `${lines.slice(block.start, block.end).join("\n")}\n`;
    return [{ line: program.start + 1, source: text(program), output: text(output) }];
  });
};
