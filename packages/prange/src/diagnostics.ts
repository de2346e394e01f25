// What a compiled function can tell of itself.

import type { Diagnostic } from "./compiler/program.ts";
import type { Specialisation } from "./specialisation.ts";

/** One compiled form, seen from outside. */
export interface SpecialisationDiagnostics {
  /** Such as `(float64[]) => number`. */
  readonly signature: string;
  /** Milliseconds that it took to compile. */
  readonly compileTime: number;
  /** Its loops over `prange` and `range`. */
  readonly loops: readonly Diagnostic[];
  /** Calls made so far, failed ones included. */
  readonly calls: number;
  /** Bytes copied into the heap by these calls, because arguments were not there. */
  readonly bytesIn: number;
  /** Bytes copied back, because they were written. */
  readonly bytesOut: number;
  /** Calls of which the parallel loops ran on one thread: arguments overlapped of which one is written, or a number in an index was no integer. */
  readonly serialCalls: number;
}

/** What became of a function, form by form. Prints as a report. */
export interface Diagnostics {
  readonly name: string;
  readonly specialisations: readonly SpecialisationDiagnostics[];
  /** Why the function runs as JavaScript, where it does. */
  readonly objectMode: string | undefined;
  toString(): string;
}

/** The diagnostics of a function. */
export function diagnose(name: string, specialisations: readonly Specialisation[], objectMode?: string): Diagnostics {
  const reports = specialisations.map(({ signature, compileTime, program, calls, bytesIn, bytesOut, serialCalls }) => ({
    signature,
    compileTime,
    loops: program.diagnostics,
    calls,
    bytesIn,
    bytesOut,
    serialCalls,
  }));
  return { name, specialisations: reports, objectMode, toString: () => report(name, reports, objectMode) };
}

function report(name: string, reports: readonly SpecialisationDiagnostics[], objectMode: string | undefined): string {
  const title = name || "(anonymous)";
  const lines = objectMode === undefined ? [] : [`${title} runs as JavaScript: ${objectMode}`];
  if (objectMode === undefined && reports.length === 0) lines.push(`${title} is not compiled yet: call it first`);
  for (const { signature, compileTime, loops, calls, bytesIn, bytesOut, serialCalls } of reports) {
    lines.push(`${title}${signature}`, `  compiled in ${compileTime.toFixed(1)} ms, called ${calls} times`);
    if (serialCalls > 0) {
      lines.push(
        `  ran ${serialCalls} of them on one thread: arguments overlap of which one is written, or a number in an index is no integer`,
      );
    }
    for (const loop of loops) lines.push(...describeLoop(loop));
    if (bytesIn > 0) {
      lines.push(
        `  copied ${bytesIn} bytes into the heap and ${bytesOut} back: use sharedNdarray or RawArray to spare this`,
      );
    }
  }
  return lines.join("\n");
}

function describeLoop({ line, loop, status, reason, reductions }: Diagnostic): string[] {
  const reduced = reductions.map(({ name, op }) => `${name} (${op})`).join(", ");
  return [
    `  line ${line}: ${loop}`,
    `    ${status}: ${reason}`,
    ...(reduced === "" ? [] : [`    reductions: ${reduced}`]),
  ];
}
