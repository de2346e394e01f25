import { expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

it("a parallel loop inside a pool's worker runs serially", { timeout: 30_000 }, async () => {
  const { output, code } = await runProgram("pool-of-loops.ts");
  const refusal = "RangeError: setNumThreads: the number of threads must be an integer from 1 to 1, got 2";
  expect(code).toBe(0);
  expect(JSON.parse(output)).toEqual([
    { sums: [6, 6], threads: 1, refusal },
    { sums: [9, 9], threads: 1, refusal },
  ]);
});
