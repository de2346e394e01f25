import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runProgram } from "./support/program.ts";

it("a helper's death is an error also for a caller that blocks and hears no event", { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "mp-"));
  try {
    const { output, code } = await runProgram("blocked.ts", {
      before: "dying-helpers.ts",
      env: { DEATH_NOTE: join(folder, "note") },
    });
    expect(code).toBe(0);
    expect(JSON.parse(output)).toEqual({ name: "WorkerExitError", workerId: 1, task: "roots" });
  } finally {
    await rm(folder, { recursive: true });
  }
});
