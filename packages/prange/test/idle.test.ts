import { expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

it("a process whose team has nothing to do exits", { timeout: 30_000 }, async () => {
  expect(await runProgram("idle.ts")).toEqual({ output: "9999\n", code: 0, signal: null });
});
