// The Python programs that the site shows print what it says, where there is a Python.

import { execFileSync, spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const folder = new URL("../examples/python/", import.meta.url);
const programs = readdirSync(folder).filter((name) => name.endsWith(".py"));
const hasPython = spawnSync("python3", ["--version"]).status === 0;

describe.runIf(hasPython)("the Python programs of the site", () => {
  test.each(programs)("%s prints what stands below it", (program) => {
    const printed = readFileSync(new URL(program.replace(/\.py$/, ".txt"), folder), "utf8");
    const output = execFileSync("python3", [fileURLToPath(new URL(program, folder))], {
      encoding: "utf8",
      timeout: 60_000,
    });
    expect(output.trimEnd()).toBe(printed.trimEnd());
  });
});
