import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

it("a process whose team has nothing to do exits", { timeout: 30_000 }, async () => {
  const program = fileURLToPath(new URL("./fixtures/idle.ts", import.meta.url));
  const child = spawn(process.execPath, ["--conditions=source", program], { stdio: ["ignore", "pipe", "inherit"] });
  const [output, [code, signal]] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect({ output, code, signal }).toEqual({ output: "9999\n", code: 0, signal: null });
});
