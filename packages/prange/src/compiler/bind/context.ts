// What binding one function needs at hand: its text, what its free names stand for, and how to report a problem.

import { TypingError, UnsupportedError } from "../../errors.ts";
import type { SourceText, Span } from "../../source-excerpt.ts";
import type { BoundFunction } from "../hir.ts";
import type { Resolution } from "../program.ts";

export interface BindContext {
  readonly text: SourceText;
  /** What a free name stands for. */
  resolve(name: string): Resolution;
  /** Binds a captured function that is called at `span`. */
  bindCallee(fn: Function, name: string, span: Span): BoundFunction;
}

/** Reports good JavaScript that is outside the language. */
export function unsupported(context: { text: SourceText }, span: Span, reason: string, remedy: string): never {
  throw new UnsupportedError({ reason, remedy, text: context.text, span });
}

/** Reports a value without a type, or of the wrong one. */
export function mistyped(context: { text: SourceText }, span: Span, reason: string, remedy: string): never {
  throw new TypingError({ reason, remedy, text: context.text, span });
}

/** A piece of the source, for messages. */
export function textOf(context: { text: SourceText }, span: Span): string {
  return context.text.source.slice(span.start, span.end);
}
