// Asks whoever rewrites this program's stack traces, as Vite's module runner does, where a place of a script comes from.

/** V8's call site, as far as programs that rewrite traces look at one: methods of a prototype, as V8's own are. */
class TracedSite {
  readonly #url: string;
  readonly #line: number;
  readonly #column: number;

  constructor(url: string, line: number, column: number) {
    this.#url = url;
    this.#line = line;
    this.#column = column;
  }

  getFileName(): string {
    return this.#url;
  }
  getScriptNameOrSourceURL(): string {
    return this.#url;
  }
  getLineNumber(): number {
    return this.#line;
  }
  getColumnNumber(): number {
    return this.#column;
  }
  getThis(): undefined {}
  getTypeName(): null {
    return null;
  }
  getFunction(): undefined {}
  getFunctionName(): null {
    return null;
  }
  getMethodName(): null {
    return null;
  }
  getEvalOrigin(): undefined {}
  getPromiseIndex(): null {
    return null;
  }
  isToplevel(): boolean {
    return true;
  }
  isEval(): boolean {
    return false;
  }
  isNative(): boolean {
    return false;
  }
  isConstructor(): boolean {
    return false;
  }
  isAsync(): boolean {
    return false;
  }
  isPromiseAll(): boolean {
    return false;
  }
  toString(): string {
    return `${this.#url}:${this.#line}:${this.#column}`;
  }
}

/** Where a trace would say that a place of a script is, 1-based; undefined if it is not rewritten. */
export function tracedPlace(
  url: string,
  line: number,
  column: number,
): { url: string; line: number; column: number } | undefined {
  const { prepareStackTrace } = Error;
  if (typeof prepareStackTrace !== "function") return undefined;
  let trace: unknown;
  try {
    trace = prepareStackTrace(new Error("where"), [new TracedSite(url, line, column) as unknown as NodeJS.CallSite]);
  } catch {
    // A program's own rewriting may want more of a call site than there is here: then the place stays what it is.
    return undefined;
  }
  const found = /(?:^|[\s(])(\S+):(\d+):(\d+)\)?\s*$/.exec(typeof trace === "string" ? trace : "");
  if (found === null) return undefined;
  const place = { url: found[1]!, line: Number(found[2]), column: Number(found[3]) };
  return place.line === line && place.column === column ? undefined : place;
}
