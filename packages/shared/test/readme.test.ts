import { dirname } from "node:path";
import { expect, test } from "vitest";
import { examplesOf, runExample } from "../../sync/test/fixtures/readme.ts";

const folder = dirname(import.meta.dirname);

test.each(await examplesOf(folder))("the README's example under $title prints what it says", async (example) => {
  expect(example.expected.length).toBeGreaterThan(0);
  expect(await runExample(folder, example)).toEqual(example.expected);
});
