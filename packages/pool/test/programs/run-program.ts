// Runs a program of `test/fixtures/programs` as a user would: a process of its own, plain Node.

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Ended {
  exitCode: number;
  stdout: string;
  stderr: string;
}

/** Programs that do not end are stopped, and have exit code -1. */
const longest = 30_000;

export const runProgram = (name: string, ...given: string[]): Promise<Ended> =>
  new Promise((resolve) => {
    const path = fileURLToPath(new URL(`../fixtures/programs/${name}`, import.meta.url));
    const options = { timeout: longest, encoding: "utf8" } as const;
    execFile(process.execPath, ["--conditions=@mp/source", path, ...given], options, (error, stdout, stderr) => {
      const exitCode = error === null ? 0 : typeof error.code === "number" ? error.code : -1;
      resolve({ exitCode, stdout, stderr });
    });
  });
