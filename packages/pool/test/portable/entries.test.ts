// Programs that have no entry file, that forbid code from text, that are debugged, or whose modules import the entry.

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));

const node = async (...args: string[]): Promise<{ stdout: string; stderr: string }> =>
  promisify(execFile)(process.execPath, ["--conditions=@mp/source", ...args], { cwd: here, timeout: 50_000 });

const plain = join(here, "programs/plain.mjs");
const program = readFileSync(plain, "utf8");

test("a module that imports the entry counts as part of it: its functions travel as text, and the entry runs once", async () => {
  const { stdout, stderr } = await node(join(here, "programs/circle/main.mjs"));
  expect(stderr).toBe("");
  expect(stdout.trim().split("\n")).toEqual([
    "the entry runs",
    "[101,102]",
    "parsed from a module's instance",
    "[6,7]",
  ]);
});

test("functions travel from a program that is given as text", async () => {
  const { stdout } = await node("--input-type=module", "--eval", program);
  expect(stdout).toBe("2,4\n1,2\n");
});

test("functions declared at the top of a script travel, though they are the global object's", async () => {
  const script = `
    const factor = 2;
    function twice(x) { return x * factor; }
    import("@mp/pool").then(async ({ Pool }) => {
      const pool = new Pool(1);
      console.log(String(await pool.map((x) => twice(x) + 1, [1, 2])));
      await pool.terminate();
    });
  `;
  expect((await node("--eval", script)).stdout).toBe("3,5\n");
});

test("functions travel from a program that comes through a pipe", async () => {
  const child = spawn(process.execPath, ["--conditions=@mp/source", "--input-type=module"], { cwd: here });
  child.stdin.end(program);
  const [stdout] = await Promise.all([text(child.stdout), once(child, "exit")]);
  expect(stdout).toBe("2,4\n1,2\n");
});

test("where code may not be made from text, the error says so by name, and references still work", async () => {
  const { stdout } = await node("--disallow-code-generation-from-strings", plain);
  const [refusal, roots] = stdout.trim().split("\n");
  expect(refusal).toMatch(/^CaptureError: .*--disallow-code-generation-from-strings/);
  expect(roots).toBe("1,2");
});

test("a program that is being debugged runs as it does without", async () => {
  const { stdout } = await node("--inspect=0", plain);
  expect(stdout).toBe("2,4\n1,2\n");
});

test("a debugger statement in the program stops nobody", async () => {
  const paused = program.replace("(x) => x * factor", "(x) => { debugger; return x * factor; }");
  const { stdout } = await node("--input-type=module", "--eval", `${paused}\ndebugger; console.log("on");`);
  expect(stdout).toBe("2,4\n1,2\non\n");
});
