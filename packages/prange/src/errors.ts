// What can be wrong with a function that is to be compiled: four classes, each with the line, a caret and a remedy.

import { excerpt, locate, type SourceText, type Span } from "./source-excerpt.ts";

/** What a compile-time error is made of. */
interface SourceProblem {
  /** What is wrong, in one clause. */
  readonly reason: string;
  /** What to write instead, in one sentence. */
  readonly remedy: string;
  readonly text: SourceText;
  readonly span: Span;
}

abstract class SourceError extends Error {
  /** What is wrong, without the excerpt. */
  readonly reason: string;
  /** What to do about it. */
  readonly remedy: string;
  /** URL of the user's file, where it is known. */
  readonly url: string | undefined;
  /** 1-based line in the user's file. */
  readonly line: number;
  /** 1-based column in that line. */
  readonly column: number;

  constructor({ reason, remedy, text, span }: SourceProblem) {
    const place = locate(text, span);
    const where = place.url === undefined ? `line ${place.line}` : `${place.url}:${place.line}:${place.column}`;
    super(`njit: ${reason} (${where})\n${excerpt(place)}\n${remedy}`);
    this.reason = reason;
    this.remedy = remedy;
    this.url = place.url;
    this.line = place.line;
    this.column = place.column;
  }
}

/** The function's text is not JavaScript that can be read. */
export class ParseError extends SourceError {
  override readonly name = "ParseError";
}

/** A value has no type that compiled code can give it, or two that do not go together. */
export class TypingError extends SourceError {
  override readonly name = "TypingError";
}

/** Good JavaScript outside the language that `njit` compiles. */
export class UnsupportedError extends SourceError {
  override readonly name = "UnsupportedError";
}

/** Iterations of a `prange` would write to the same place, so the answer would depend on the threads. */
export class RaceError extends SourceError {
  override readonly name = "RaceError";
}
