// The claim that most tests of the compiler make: compiled and interpreted, a function does the same.

import { expect } from "vitest";
import { type Argument, copyOf, functionOf, type Options, runCompiled } from "./program.ts";

/** Every way in which a function can be compiled that must not change what it does. */
const ways: readonly Options[] = [{}, { parallel: true, races: "allow" }];

/** Expects `source` to return the same, and leave the same in its arguments, compiled as interpreted; bit for bit. */
export function expectAgreement(source: string, args: readonly Argument[], options: Options = {}): void {
  const expected = observe(args, (copies) => functionOf(source, options.scope)(...copies));
  for (const way of ways) {
    const actual = observe(args, (copies) => runCompiled(source, copies, { ...way, ...options }));
    expect(actual, `${JSON.stringify(way)} ${source}`).toEqual(expected);
  }
}

/** What can be seen of a call: its result, and its arguments afterwards. */
export function observe(args: readonly Argument[], run: (copies: Argument[]) => unknown): unknown {
  const copies = copyOf(args);
  const result = run(copies);
  return {
    result,
    args: copies.map((arg) => (typeof arg !== "object" ? arg : ArrayBuffer.isView(arg) ? arg : arg.data)),
  };
}
