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

/** What to run a program with. */
interface Surroundings {
  /** A fixture to load before it, in each of its threads. */
  before?: string;
  env?: Record<string, string>;
}

/** Runs `test/fixtures/<name>` to its end. */
export async function runProgram(name: string, { before, env }: Surroundings = {}): Promise<Ended> {
  const fixture = (file: string) => new URL(`../fixtures/${file}`, import.meta.url);
  const flags = ["--conditions=@mp/source", ...(before === undefined ? [] : ["--import", fixture(before).href])];
  const child = spawn(process.execPath, [...flags, fileURLToPath(fixture(name))], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, ...env },
  });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  return { output, code, signal };
}
