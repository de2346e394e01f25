import { expect, it } from "vitest";
import { formatDuration, formatRatio } from "../../src/harness/duration.ts";

it("writes a time with three figures and the unit that fits", () => {
  const written = [0, 0.0123, 0.9994, 0.9996, 1, 12.34, 123.4, 999.4, 999.6, 1234, 61_000].map(formatDuration);
  expect(written).toEqual([
    "0.00 µs",
    "12.3 µs",
    "999 µs",
    "1.00 ms",
    "1.00 ms",
    "12.3 ms",
    "123 ms",
    "999 ms",
    "1.00 s",
    "1.23 s",
    "61.0 s",
  ]);
});

it("writes a ratio with the figures that matter", () => {
  expect([0.012, 0.5, 1, 1.94, 9.96, 42.4, 123.4].map(formatRatio)).toEqual([
    "0.01×",
    "0.5×",
    "1.0×",
    "1.9×",
    "10×",
    "42×",
    "123×",
  ]);
});
