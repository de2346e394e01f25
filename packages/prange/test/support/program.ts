// Running a fixture as a program of its own, on source.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** What a program printed, and how it ended. */
export interface Ended {
  readonly output: string;
  readonly code: number | null;
  readonly signal: string | null;
}

/** Runs `test/fixtures/<name>` to its end. */
export async function runProgram(name: string): Promise<Ended> {
  const program = fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { output, code, signal };
}
