import { expect, it } from "vitest";
import { needsCompiler } from "../src/older-node.ts";

it("only a Node before 24 is helped, and only once", () => {
  expect(needsCompiler("22.23.3", [])).toBe(true);
  expect(needsCompiler("22.23.3", ["--import", "file:///tsx/loader.mjs"])).toBe(false);
  expect(needsCompiler("24.21.0", [])).toBe(false);
  expect(needsCompiler("26.10.0", [])).toBe(false);
});
