import { describe, expect, it } from "vitest";
import { Page, wantsColour, wrap } from "../../src/harness/page.ts";
import { recorder } from "../recorder.ts";

const escapeCharacter = String.fromCharCode(27);

const fill = (page: Page): void => {
  page.heading("determinants-shared-result", "Determinants written into a shared array", "HOWTO 5.4.2");
  page.paragraph("The determinants are in shared memory too: a worker is sent indices, and sends nothing back.");
  page.row({ mark: "reference", label: "sequential", result: "sum of 10,000: -123456.789012", time: "12.3 ms" });
  page.row({ mark: "right", label: "pool.map, 2 workers", result: "42", time: "9.87 ms", ratio: "1.2×" });
  page.row({
    mark: "wrong",
    label: "a label that is longer than its column",
    result: "",
    time: "1.00 s",
    ratio: "0.01×",
  });
  page.complaint("at 3: expected 1, got 2");
};

describe("a page", () => {
  for (const columns of [20, 40, 60, 80, 100, 250]) {
    it(`fits a window of ${columns} columns, and neither less than 40 nor more than 100`, () => {
      const sheet = recorder(columns);
      fill(new Page(sheet));
      const longest = Math.max(...sheet.lines().map((line) => line.length));
      expect(longest).toBeLessThanOrEqual(Math.min(100, Math.max(40, columns - 1)));
    });
  }

  it("is 79 columns wide where the width is unknown", () => {
    expect(new Page(recorder()).width).toBe(79);
    expect(new Page(recorder(0)).width).toBe(79);
  });

  it("has no colours where nobody looks", () => {
    const sheet = recorder(80, false);
    fill(new Page(sheet, {}));
    expect(sheet.text()).not.toContain(escapeCharacter);
  });

  it("has colours in a terminal, unless NO_COLOR is set or the terminal is dumb", () => {
    expect(wantsColour(recorder(80, true), {})).toBe(true);
    expect(wantsColour(recorder(80, true), { NO_COLOR: "1" })).toBe(false);
    expect(wantsColour(recorder(80, true), { NO_COLOR: "" })).toBe(true);
    expect(wantsColour(recorder(80, true), { TERM: "dumb" })).toBe(false);
    expect(wantsColour(recorder(80, false), { FORCE_COLOR: "1" })).toBe(true);
    expect(wantsColour(recorder(80, true), { FORCE_COLOR: "0" })).toBe(false);
    expect(wantsColour(recorder(80, false), { FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
  });

  it("aligns times at the right edge", () => {
    const sheet = recorder(80);
    const page = new Page(sheet);
    page.row({ mark: "right", label: "a", result: "1", time: "1.00 ms", ratio: "1.0×" });
    page.row({ mark: "right", label: "longer label", result: "12345", time: "123 ms", ratio: "12×" });
    const [first, second] = sheet.lines();
    expect(first!.indexOf(" ms")).toBe(second!.indexOf(" ms"));
    expect(first!.length).toBe(79);
    expect(second!.length).toBe(79);
  });

  it("keeps every word of a paragraph, in order", () => {
    const text = "one two three four five six seven eight nine ten";
    for (const width of [3, 5, 10, 20, 1000]) expect(wrap(text, width).join(" ")).toBe(text);
  });
});
