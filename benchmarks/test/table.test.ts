// What a person reads in the terminal.

import { describe, expect, test } from "vitest";
import { formatRatio, formatTime } from "../src/harness/format.ts";
import { recordCase } from "../src/harness/record.ts";
import { drawCase } from "../src/harness/table.ts";

describe("formatTime", () => {
  test.each([
    [0.0123, "12.3 µs"],
    [0.85, "850 µs"],
    [1, "1.00 ms"],
    [123.4, "123 ms"],
    [1250, "1.25 s"],
  ])("writes %d ms as %s", (milliseconds, text) => expect(formatTime(milliseconds)).toBe(text));
});

describe("formatRatio", () => {
  test.each([
    [1.944, "1.94×"],
    [21.04, "21.0×"],
    [240.4, "240×"],
    [0.0042, "0.0042×"],
  ])("writes %d as %s", (ratio, text) => expect(formatRatio(ratio)).toBe(text));
});

describe("drawCase", () => {
  const record = recordCase({ name: "30 matrices", size: 30 }, [
    { name: "sequential", threads: 1, rounds: [[10], [10]] },
    { name: "pool", threads: 2, rounds: [[5], [5]] },
    { name: "pool, started for the call", threads: 2, rounds: [[80], [80]] },
  ]);

  test("shows wins, losses and the baseline, in aligned columns", () => {
    expect(
      drawCase(record)
        .split("\n")
        .map((line) => line.trimEnd()),
    ).toEqual([
      "30 matrices",
      "                              threads   median          min – max  speed-up      min – max",
      "  sequential                        1  10.0 ms  10.0 ms – 10.0 ms         1",
      "▲ pool                              2  5.00 ms  5.00 ms – 5.00 ms     2.00×  2.00× – 2.00×",
      "▼ pool, started for the call        2  80.0 ms  80.0 ms – 80.0 ms     0.13×  0.13× – 0.13×",
    ]);
  });

  test("has no escape codes unless colour is asked for", () => {
    const esc = String.fromCharCode(27);
    expect(drawCase(record)).not.toContain(esc);
    expect(drawCase(record, { colour: true })).toContain(esc);
  });
});
