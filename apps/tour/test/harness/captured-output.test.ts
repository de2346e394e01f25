import { Worker } from "node:worker_threads";
import { expect, it } from "vitest";
import { linesPrinted } from "../../src/harness/captured-output.ts";

const ended = (worker: Worker): Promise<void> =>
  new Promise((resolve, reject) => {
    worker.once("exit", () => resolve());
    worker.once("error", reject);
  });

it("what a worker printed is caught by the time it has ended, a hundred times over", { timeout: 60_000 }, async () => {
  for (let round = 0; round < 100; round++) {
    const lines = await linesPrinted(async () => {
      await ended(new Worker("for (const number of [1, 2, 3]) console.log(number)", { eval: true, execArgv: [] }));
    });
    expect(lines).toEqual(["1", "2", "3"]);
  }
});

it("standard output is as before afterwards, even if the work fails", async () => {
  const before = process.stdout.write;
  const failing = linesPrinted(async () => {
    process.stdout.write("lost\n");
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(process.stdout.write).toBe(before);
});
