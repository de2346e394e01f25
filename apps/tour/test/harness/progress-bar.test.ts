import { expect, it } from "vitest";
import { Page } from "../../src/harness/page.ts";
import { withBar } from "../../src/harness/progress-bar.ts";
import { recorder } from "../recorder.ts";

it("where nobody looks there is no bar, and the work is done all the same", async () => {
  const sheet = recorder(80, false);
  const result = await withBar(new Page(sheet), "label", (onProgress) => {
    onProgress(1, 2);
    return 42;
  });
  expect(result).toBe(42);
  expect(sheet.text()).toBe("");
});
