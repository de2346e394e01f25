// Runs a program in a Node of its own and collects what it prints.

import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** `using` is syntax from Node 24 on; before, the programs go through tsx, which compiles it. */
const older = Number(process.versions.node.split(".")[0]) < 24;
const compile = older ? ["--import", import.meta.resolve("tsx")] : [];

export interface NodeOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the program is killed. @default 50_000 */
  deadline?: number;
}

/** Runs `node file ...args` on the packages' source. A program still running at the deadline is killed: its code is null. */
export const runNode = async (
  file: string,
  args: readonly string[] = [],
  options: NodeOptions = {},
): Promise<Ended> => {
  const { cwd = process.cwd(), env = {}, deadline = 50_000 } = options;
  const flags = ["--conditions=@mp/source", "--disable-warning=ExperimentalWarning", ...compile];
  const child = spawn(process.execPath, [...flags, file, ...args], {
    cwd,
    // Not what vitest and npm set: the program is to run as a user's does.
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    timeout: deadline,
    killSignal: "SIGKILL",
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once("exit", resolve);
    child.once("error", reject);
  });
  const [exitCode, stdout, stderr] = await Promise.all([exited, text(child.stdout), text(child.stderr)]);
  return { exitCode, stdout, stderr };
};
