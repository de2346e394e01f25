// Errors name the lines of the user's file, whatever a tool made of its text.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { njit, prange, type RaceError } from "../src/index.ts";

// Types that are gone when the code runs: what follows stands higher in the compiled text than here.
interface Settings {
  readonly a: number;
  readonly b: number;
}

const fixture = fileURLToPath(new URL("fixtures/wrong-lines.ts", import.meta.url));

async function printed(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, ["--conditions=@mp/source", fixture]);
  return stdout;
}

describe("an error names the line and the column that the user wrote", () => {
  it.each([process.execPath, "tsx"])(
    "when %s runs the file",
    async (command) => {
      const output = await printed(command);
      expect(output).toMatch(
        /the index does not follow from i \(file:\S+wrong-lines\.ts:15:7\)\n {2}15 \| out\[0\] = value/,
      );
      expect(output).toMatch(
        /index 5 is out of range for x of length 2 \(file:\S+wrong-lines\.ts:23:10\)\n {2}23 \| return x/,
      );
    },
    30_000,
  );

  it("when Vite compiled it, as it did this file", () => {
    const races = njit(
      (out: Float64Array) => {
        for (const i of prange(out.length)) {
          const value: number = i;
          out[0] = value as Settings["a"]; // line 42
        }
      },
      { parallel: true },
    );
    let error: unknown;
    try {
      races(new Float64Array(3));
    } catch (thrown) {
      error = thrown;
    }
    const { line, column, url } = error as RaceError;
    expect([line, column, url]).toEqual([42, 11, import.meta.url]);
    const reads = njit((x: Float64Array) => {
      const index: number = 5;
      return x[index]!; // line 57
    });
    expect(() => reads(new Float64Array(2))).toThrow(/lines\.test\.ts:57:14/);
  });
});
