// Where a piece of a function's text stands in the user's file, and that line with a caret under the piece.

/** Where a function's text starts in its file: 1-based line and column. */
export interface SourceSite {
  readonly url?: string;
  readonly line: number;
  readonly column: number;
  /** Where the character at an offset of the text comes from, if a tool made the text and left a source map. */
  readonly original?: (offset: number) => OriginalPlace | undefined;
}

/** A place in a file that a tool compiled: 1-based line and column, and the line, where the source map has it. */
export interface OriginalPlace {
  readonly url: string;
  readonly line: number;
  readonly column: number;
  readonly text: string | undefined;
}

/** A piece of a function's text, in characters from its start; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place in the user's file, with what an error message shows of it. */
export interface SourcePlace {
  readonly url: string | undefined;
  /** 1-based. */
  readonly line: number;
  /** 1-based. */
  readonly column: number;
  /** The line, as far as it belongs to the function. */
  readonly text: string;
  /** 0-based column of the piece inside `text`. */
  readonly offset: number;
  /** Characters of the piece that stand on this line; at least 1. */
  readonly length: number;
}

/** A function's text and its place in a file. */
export interface SourceText {
  readonly source: string;
  readonly site: SourceSite;
}

/** Finds the place of `span`, whose first line is the one reported. */
export function locate({ source, site }: SourceText, span: Span): SourcePlace {
  const start = Math.min(Math.max(span.start, 0), source.length);
  const before = source.slice(0, start).split("\n");
  const lineStart = start - before.at(-1)!.length;
  const newline = source.indexOf("\n", start);
  const lineEnd = newline < 0 ? source.length : newline;
  const offset = start - lineStart;
  const length = Math.max(1, Math.min(span.end, lineEnd) - start);
  const original = site.original?.(start);
  const text = source.slice(lineStart, lineEnd).replace(/\r$/, "");
  if (original?.text !== undefined) {
    const { url, line, column, text } = original;
    return {
      url,
      line,
      column,
      text,
      offset: column - 1,
      length: Math.max(1, Math.min(length, text.length - column + 1)),
    };
  }
  if (original !== undefined) return { ...original, text, offset, length };
  return {
    url: site.url,
    line: site.line + before.length - 1,
    column: offset + (before.length === 1 ? site.column : 1),
    text,
    offset,
    length,
  };
}

/**
 * The line of `place` with carets under the piece.
 *
 * @example
 * 12 |   total = i;
 *    |   ^^^^^
 */
export function excerpt(place: Pick<SourcePlace, "line" | "text" | "offset" | "length">): string {
  const indent = place.text.length - place.text.trimStart().length;
  const cut = Math.min(indent, place.offset);
  const number = String(place.line);
  // Tabs stay tabs, so that the caret stands under the piece whatever a tab's width.
  const lead = place.text.slice(cut, place.offset).replace(/[^\t]/g, " ");
  return [
    `  ${number} | ${place.text.slice(cut)}`,
    `  ${" ".repeat(number.length)} | ${lead}${"^".repeat(place.length)}`,
  ].join("\n");
}
