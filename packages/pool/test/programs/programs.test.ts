// Whole programs, as Node runs them: they end when they should, with the right code.

import { describe, expect, it } from "vitest";
import { runProgram } from "./run-program.ts";

describe("a program", () => {
  it("with an idle pool left open ends by itself", async () => {
    expect(await runProgram("idle-pool.ts")).toEqual({ exitCode: 0, stdout: "[ 2, 3, 4 ]\n", stderr: "" });
  });

  it("with a pool that was never used ends by itself", async () => {
    expect(await runProgram("never-used.ts")).toEqual({ exitCode: 0, stdout: "made\n", stderr: "" });
  });

  it("is kept alive by a pending call, and by join", async () => {
    expect(await runProgram("waiting.ts")).toEqual({ exitCode: 0, stdout: "waited\njoined\n", stderr: "" });
  });

  it("ends with its own exception, though a call is pending", async () => {
    const { exitCode, stderr } = await runProgram("dies.ts");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("the parent's own");
  });

  it("may give its pool functions of modules that import it", async () => {
    expect(await runProgram("shared-entry.ts")).toEqual({ exitCode: 0, stdout: "[ 2, 4, 6 ]\n", stderr: "" });
  });

  it("cannot be made to start pools without end", async () => {
    const { exitCode, stdout } = await runProgram("pool-in-import.ts");
    expect(stdout).toMatch(/^PoolStateError Pool: PoolWorker-1 imports a module that makes a pool at its top level/);
    expect(exitCode).toBe(0);
  });

  it("prints what its processes print, in order, and waits for all but daemons", async () => {
    expect(await runProgram("processes.ts")).toEqual({ exitCode: 0, stdout: "2\n4\n1\n3\n5\n6\n", stderr: "" });
  });

  it.for(["itself", "exit", "terminate", "close"])(
    "prints all that its finished calls printed, ended by %s",
    async (ending) => {
      const calls = [0, 1, 2, 3];
      const lines = calls.flatMap((call) => [0, 1, 2, 3, 4].map((line) => `call ${call} line ${line}`));
      for (let round = 0; round < 3; round += 1) {
        const { exitCode, stdout, stderr } = await runProgram("prints.ts", ending);
        expect(stdout.trim().split("\n").sort()).toEqual(lines);
        expect(stderr.trim().split("\n").sort()).toEqual(calls.map((call) => `call ${call} failed`));
        expect(exitCode).toBe(0);
      }
    },
  );

  it("hears of a callback that throws as of any uncaught exception", async () => {
    const { exitCode, stdout } = await runProgram("callback-throws.ts");
    expect(stdout.trim().split("\n").sort()).toEqual(["4 9", "uncaught: callback"]);
    expect(exitCode).toBe(0);
  });
});
