import { expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

it("in a pool's worker, parallel loops run serially, and captured compiled functions are compiled anew", {
  timeout: 30_000,
}, async () => {
  const { output, code } = await runProgram("pool-of-loops.ts");
  const refusal = "RangeError: setNumThreads: the number of threads must be an integer from 1 to 1, got 2";
  expect(code).toBe(0);
  const [sums, squares] = output
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(sums).toEqual([
    { sums: [6, 6], threads: 1, refusal },
    { sums: [9, 9], threads: 1, refusal },
  ]);
  const signatures = ["(number) => number"];
  expect(squares).toEqual([
    [2.5, signatures],
    [7, signatures],
  ]);
});
