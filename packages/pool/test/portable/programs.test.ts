// The same program under everything that people run TypeScript with: what compilers do to names must not matter.

import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, expect, test } from "vitest";

const here = dirname(fileURLToPath(import.meta.url));
const program = fileURLToPath(new URL("./programs/program.ts", import.meta.url));
const commonProgram = fileURLToPath(new URL("./programs/program.cjs", import.meta.url));
/** Bundles lie in the package, so that `@mp/pool/worker` is found from there as from any project's folder. */
const cache = join(here, "../../.cache");
mkdirSync(cache, { recursive: true });
const bundles = mkdtempSync(join(cache, "bundles-"));
const require = createRequire(import.meta.url);
const tsx = pathToFileURL(require.resolve("tsx")).href;

afterAll(() => rmSync(bundles, { recursive: true }));

const run = async (file: string, ...flags: string[]): Promise<Record<string, unknown>> => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--conditions=@mp/source", ...flags, file], {
    cwd: here,
    timeout: 50_000,
  });
  expect(stderr).toBe("");
  return JSON.parse(stdout);
};

const expected = {
  closure: [30, 60, 90],
  exported: [10, 20],
  before: [1, 2],
  after: [7, 14],
  named: [120],
  mutual: [false, true],
  nested: [9],
  classes: 28,
  builtins: ["string", true, "b", 1],
  members: [100, false],
  method: [8],
  async: 2,
  shared: [42, 2, 3],
  isMain: 2,
  error: [true, "tile -1 is missing", -1],
  entryError: [true, true, "in the entry", [3]],
};

const bundle = async (name: string, options: object): Promise<string> => {
  const outfile = join(bundles, name);
  await build({
    entryPoints: [program],
    bundle: true,
    platform: "node",
    conditions: ["@mp/source"],
    external: [],
    logLevel: "error",
    outfile,
    ...options,
  });
  return outfile;
};

test("functions travel from a program that node strips of its types", async () => {
  expect(await run(program)).toEqual(expected);
});

test("functions travel from a program under tsx, which puts __name around them", async () => {
  expect(await run(program, "--import", tsx)).toEqual(expected);
});

test.each([
  ["a bundle", "plain.mjs", { format: "esm" }],
  ["a minified bundle", "minified.mjs", { format: "esm", minify: true }],
  ["a minified bundle that keeps names", "names.mjs", { format: "esm", minify: true, keepNames: true }],
  ["a bundle that leaves mp outside", "outside.mjs", { format: "esm", external: ["@mp/*"] }],
  ["a CommonJS bundle", "common.cjs", { format: "cjs" }],
])("functions travel from %s", async (_title, name, options) => {
  expect(await run(await bundle(name, options))).toEqual(expected);
});

test("functions travel from CommonJS", async () => {
  expect(await run(commonProgram)).toEqual({
    closure: [30, 60, 90],
    exported: [10, 20],
    before: [4, 5],
    after: [28, 35],
    namespace: [11],
    required: 40,
    file: true,
  });
});
