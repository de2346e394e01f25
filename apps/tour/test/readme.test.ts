import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complaintsAbout } from "./check-types.ts";
import { programsOf, type ReadmeProgram } from "./readme-programs.ts";
import { runNode } from "./run-node.ts";

const root = join(import.meta.dirname, "../../..");
const packages = ["sync", "shared", "pool", "prange", "kernels"];
const readmes = await Promise.all(
  ["README.md", ...packages.map((name) => `packages/${name}/README.md`)].map(async (file) => {
    const text = await readFile(join(root, file), "utf8");
    return { file, text, programs: programsOf(text) };
  }),
);

// A folder outside the repository, like a user's: only `node_modules` leads to the packages.
let folder: string;
let complaints: string[];

const nameOf = (file: string, { line }: ReadmeProgram): string => `${file.replaceAll(/\W/g, "-")}-line-${line}.ts`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mp-readme-"));
  await symlink(join(root, "apps/tour/node_modules"), join(folder, "node_modules"), "dir");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  for (const { file, programs } of readmes) {
    for (const program of programs) await writeFile(join(folder, nameOf(file, program)), program.source);
  }
  complaints = await complaintsAbout(folder);
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

/** Those of the lines that are not printed, each looked for after the one before. */
const missing = (lines: readonly string[], printed: readonly string[]): string[] => {
  let from = 0;
  return lines.filter((line) => {
    const at = printed.indexOf(line, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
};

it("the first screen of the root README shows four programs and the two commands", () => {
  const { text, programs } = readmes[0]!;
  expect(programs).toHaveLength(4);
  expect(text).toContain("\nnpm start ");
  expect(text).toContain("\nnpm test ");
});

for (const { file, programs } of readmes) {
  describe(`${file}`, () => {
    it("has programs", () => {
      expect(programs).not.toEqual([]);
    });

    for (const program of programs) {
      it(`the program at line ${program.line} has the right types, and prints what it is said to print`, async () => {
        const name = nameOf(file, program);
        expect(complaints.filter((complaint) => complaint.includes(name))).toEqual([]);
        const { exitCode, stdout, stderr } = await runNode(join(folder, name), [], { cwd: folder });
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
        if ("all" in program.prints) expect(stdout).toBe(program.prints.all);
        else expect(missing(program.prints.lines, stdout.split("\n")), stdout).toEqual([]);
      });
    }
  });
}
