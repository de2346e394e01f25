// Every program that the site shows is run as a reader would run it, and must print what the site says.

import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const run = promisify(execFile);
const folder = new URL("../examples/", import.meta.url);
// Node 22 has no `using` of its own.
const compiler = Number(process.versions.node.split(".")[0]) < 24 ? ["--import", import.meta.resolve("tsx")] : [];
const programs = readdirSync(folder).filter((name) => name.endsWith(".ts"));

describe("the examples of the site", () => {
  test.each(programs)("%s prints what stands below it", async (program) => {
    const printed = readFileSync(new URL(program.replace(/\.ts$/, ".txt"), folder), "utf8");
    const { stdout } = await run(
      process.execPath,
      [
        "--conditions=@mp/source",
        "--disable-warning=ExperimentalWarning",
        ...compiler,
        fileURLToPath(new URL(program, folder)),
      ],
      { timeout: 60_000 },
    );
    expect(stdout.trimEnd()).toBe(printed.trimEnd());
  });
});
