import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const program = fileURLToPath(new URL("../fixtures/left-over.ts", import.meta.url));

const stderrOf = async (way: string): Promise<string> => {
  const args = ["--conditions=@mp/source", "--disable-warning=ExperimentalWarning", program, way];
  const run = promisify(execFile)(process.execPath, args, { timeout: 30_000 });
  return (await run.catch((error: { stderr: string }) => error)).stderr;
};

describe("the end of a program", () => {
  test.each(["unused", "unlinked"])("says nothing when nothing is left (%s)", async (way) => {
    expect(await stderrOf(way)).toBe("");
  });

  test.each(["left", "worker"])("says once what was not unlinked (%s)", async (way) => {
    const first = way === "left" ? '"left-1", "left-2"' : '"left-0", "left-1"';
    expect(await stderrOf(way)).toBe(
      `SharedMemory: 2 blocks were not unlinked when the program ended: ${first}; call unlink() when nobody needs to find them any more, or make them with a SharedMemoryManager\n`,
    );
  });

  test("says it also when the program fails", async () => {
    const stderr = await stderrOf("thrown");
    expect(stderr).toContain("Error: on purpose");
    expect(stderr).toMatch(/SharedMemory: 1 block was not unlinked .*: "left-1"; call/);
  });

  test("names ten, and counts the others", async () => {
    expect(await stderrOf("many")).toMatch(/25 blocks were .*: "left-10", "left-11", .*, "left-19" and 15 more;/);
  });
});
