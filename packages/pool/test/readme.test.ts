// The README's programs print what it says they print.

import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, expect, it } from "vitest";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const programs = [...readme.matchAll(/```ts\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)];

/** Node 22 does not know `using`, which the programs use: there tsx translates them. */
const flags = Number(process.versions.node.split(".")[0]) < 24 ? ["--import", "tsx"] : [];

// Inside the package: its own name resolves there.
const folder = mkdtempSync(new URL("./readme-", import.meta.url).pathname);
afterAll(() => rmSync(folder, { recursive: true }));

it("the README has programs", () => {
  expect(programs.length).toBeGreaterThanOrEqual(4);
  expect(programs).toHaveLength(readme.match(/```ts/g)!.length);
});

it.each(programs.map(([, source, output], index) => ({ source: source!, output: output!, index })))(
  "program $index of the README prints what stands below it",
  async ({ source, output, index }) => {
    const path = `${folder}/program-${index}.ts`;
    writeFileSync(path, source);
    const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>((resolve) => {
      execFile(
        process.execPath,
        ["--conditions=@mp/source", ...flags, path],
        { timeout: 30_000 },
        (_error, stdout, stderr) => resolve({ stdout, stderr }),
      );
    });
    expect(stderr).toBe("");
    expect(stdout).toBe(output);
  },
);
