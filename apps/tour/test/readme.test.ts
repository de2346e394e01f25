import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { programsOf, type ReadmeProgram } from "./readme-programs.ts";
import { runNode } from "./run-node.ts";

const root = join(import.meta.dirname, "../../..");
const readmes = [
  "README.md",
  ...["sync", "shared", "pool", "prange", "kernels"].map((name) => `packages/${name}/README.md`),
].filter((readme) => existsSync(join(root, readme)));
const programs: Record<string, ReadmeProgram[]> = {};
for (const readme of readmes) programs[readme] = programsOf(await readFile(join(root, readme), "utf8"));

// A folder outside the repository, like a user's: only `node_modules` leads to the packages.
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mp-readme-"));
  await symlink(join(root, "apps/tour/node_modules"), join(folder, "node_modules"), "dir");
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
});
afterAll(() => rm(folder, { recursive: true }));

const fileOf = (readme: string, { line }: ReadmeProgram): string =>
  join(folder, `${readme.replaceAll(/\W/g, "-")}-${line}.ts`);

it("the first screen of the root README shows four programs and the two commands", async () => {
  expect(programs["README.md"]).toHaveLength(4);
  const readme = await readFile(join(root, "README.md"), "utf8");
  expect(readme).toContain("\nnpm start ");
  expect(readme).toContain("\nnpm test ");
});

/** Those of the lines that are not printed, each looked for after the one before. */
const missing = (lines: readonly string[], printed: readonly string[]): string[] => {
  let from = 0;
  return lines.filter((line) => {
    const at = printed.indexOf(line, from);
    if (at >= 0) from = at + 1;
    return at < 0;
  });
};

for (const readme of readmes.filter((name) => programs[name]!.length > 0)) {
  describe(`the programs in ${readme}`, () => {
    for (const program of programs[readme]!) {
      it(`at line ${program.line} prints what it is said to print`, async () => {
        const file = fileOf(readme, program);
        await writeFile(file, program.source);
        const { exitCode, stdout, stderr } = await runNode(file, [], { cwd: folder });
        expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
        if ("all" in program.prints) expect(stdout).toBe(program.prints.all);
        else expect(missing(program.prints.lines, stdout.split("\n")), stdout).toEqual([]);
      });
    }
  });
}

it("every program in a README has the right types", async () => {
  for (const readme of readmes) {
    for (const program of programs[readme]!) await writeFile(fileOf(readme, program), program.source);
  }
  const configuration = {
    extends: join(root, "tsconfig.base.json"),
    compilerOptions: {
      types: ["node"],
      typeRoots: [join(root, "node_modules/@types")],
      moduleDetection: "force",
      noUnusedLocals: false,
      // A README that catches an error to show it need not say what else it might have been.
      useUnknownInCatchVariables: false,
    },
    include: ["*.ts"],
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(configuration));
  const manifest = createRequire(import.meta.url).resolve("typescript/package.json");
  const compiler = join(dirname(manifest), JSON.parse(await readFile(manifest, "utf8")).bin.tsc);
  const { stdout, status } = spawnSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});
