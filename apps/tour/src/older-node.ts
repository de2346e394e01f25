// The programs use `using`, which Node can parse from 24 on: on an older one the tour runs again, through tsx.

import { spawnSync } from "node:child_process";

/** Whether this Node must be helped. */
export const needsCompiler = (version: string, execArgv: readonly string[]): boolean =>
  Number(version.split(".")[0]) < 24 && !execArgv.includes("--import");

/** Runs this very command with tsx before it, and returns its exit code. */
export const runCompiled = (): number => {
  const args = ["--import", import.meta.resolve("tsx"), ...process.execArgv, ...process.argv.slice(1)];
  return spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
};
