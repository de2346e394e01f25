import { describe, expect, it } from "vitest";
import type { CompileOptions } from "../src/compiler/index.ts";
import { programOf } from "../src/program-cache.ts";

const options: CompileOptions = { parallel: false, boundscheck: true, fastmath: false, races: "error" };
const number = { kind: "scalar", type: "f64" } as const;

describe("programOf", () => {
  const scaleBy = (factor: number) => (x: number) => x * factor;

  it("finds the program of a closure over the same values", () => {
    expect(programOf(scaleBy(2), [number], options)).toBe(programOf(scaleBy(2), [number], options));
  });

  it("compiles again for other values, other types and other options", () => {
    const programs = [
      programOf(scaleBy(3), [number], options),
      programOf(scaleBy(4), [number], options),
      programOf(scaleBy(3), [{ kind: "scalar", type: "bool" }], options),
      programOf(scaleBy(3), [number], { ...options, boundscheck: false }),
    ];
    expect(new Set(programs).size).toBe(4);
  });

  it("compiles again for the same text at another place, whose lines are others", () => {
    const one = (x: number) => x + 1;
    const other = (x: number) => x + 1;
    expect(programOf(one, [number], options)).not.toBe(programOf(other, [number], options));
  });

  it("sees that a function which is called captures another value now", () => {
    let offset = 1;
    const shift = (x: number) => x + offset;
    const shifted = () => (x: number) => shift(x) * 2;
    const before = programOf(shifted(), [number], options);
    expect(programOf(shifted(), [number], options)).toBe(before);
    offset = 2;
    expect(programOf(shifted(), [number], options)).not.toBe(before);
  });
});
