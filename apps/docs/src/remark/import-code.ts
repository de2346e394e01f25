// A remark plugin: fills a code block from a file of this repository, so that the site shows code that tests run.
//
//     ```ts file=apps/tour/src/programs/sum.ts          the whole file
//     ```ts file=apps/tour/src/programs/sum.ts#map      the statement that declares `map`, with the comment above it

import { readFileSync } from "node:fs";

const root = new URL("../../../../", import.meta.url);

/** As much of mdast as is needed here. */
interface Node {
  type: string;
  meta?: string | null;
  value?: string;
  children?: Node[];
}

/**
 * Cuts the top-level statement that declares `name` out of formatted source: from its first line, or from the comment
 * above it, to the next line that closes at column 0.
 *
 * @throws Error if nothing of that name is declared.
 */
export const declarationOf = (source: string, name: string, file = "source"): string => {
  const lines = source.split("\n");
  const declares = new RegExp(
    `^(export )?(default )?(async )?(const|let|function\\*?|class|interface|type) ${name}\\b`,
  );
  const first = lines.findIndex((line) => declares.test(line));
  if (first < 0) throw new Error(`import-code: ${file} declares no ${name} at its top level`);
  const opens = /[{([]$|[=>]$/.test(lines[first]!);
  let last = first;
  if (opens)
    do last++;
    while (last < lines.length - 1 && !/^[\])}]/.test(lines[last]!));
  let start = first;
  while (start > 0 && /^(\/\/|\/\*\*| \*)/.test(lines[start - 1]!)) start--;
  return lines.slice(start, last + 1).join("\n");
};

const contents = (reference: string): string => {
  const [file = "", name] = reference.split("#");
  let source: string;
  try {
    source = readFileSync(new URL(file, root), "utf8");
  } catch (cause) {
    throw new Error(`import-code: cannot read ${file}; the path is from the repository's root`, { cause });
  }
  return name === undefined ? source.trimEnd() : declarationOf(source, name, file);
};

const fill = (node: Node): void => {
  const reference = node.type === "code" ? /(?:^|\s)file=(\S+)/.exec(node.meta ?? "") : null;
  if (reference) node.value = contents(reference[1]!);
  node.children?.forEach(fill);
};

export const importCode = () => fill;
