import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPng } from "../src/pictures/png.ts";
import { stops } from "../src/stops/index.ts";
import { type NodeOptions, runNode } from "./run-node.ts";

const tour = (args: string[], options?: NodeOptions) =>
  runNode(join(import.meta.dirname, "../src/main.ts"), args, options);
const images = join(import.meta.dirname, "../images");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mp-tour-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("--list names every program, one a line, and exits with 0", async () => {
  const { exitCode, stdout, stderr } = await tour(["--list"]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  const names = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.split(" ")[0]);
  expect(names).toEqual(stops.map((stop) => stop.name));
});

it("--help names every program and the exit codes", async () => {
  const { exitCode, stdout } = await tour(["--help"]);
  expect(exitCode).toBe(0);
  for (const { name } of stops) expect(stdout).toContain(name);
  expect(stdout).toContain("Exit codes");
});

describe("exit code 2, a message and nothing on standard output", () => {
  const refused = async (args: string[], message: string) => {
    const { exitCode, stdout, stderr } = await tour(args, { cwd: folder });
    expect([exitCode, stderr.includes(message)]).toEqual([2, true]);
    // One message, not a stack.
    expect(stderr).not.toContain("    at ");
    return stdout;
  };

  it("for a name that no program has", async () => {
    expect(await refused(["determinant-shared"], 'did you mean "determinants-shared"?')).toBe("");
  });

  it("for an image that is not there", async () => {
    await refused(["autocorrelation", "none.png"], "none.png: there is no such file");
  });

  it("for a file that is not a PNG", async () => {
    await writeFile(join(folder, "photo.png"), "GIF89a");
    await refused(["autocorrelation", "photo.png"], "photo.png is not a PNG image");
  });

  it("for the second image, before the first is worked on", async () => {
    const stdout = await refused(["autocorrelation", join(images, "stars.png"), "none.png"], "there is no such file");
    expect(stdout).not.toContain("sequential");
  });
});

for (const { name } of stops) {
  it(`${name} runs alone, and all its answers are right`, async () => {
    const { exitCode, stdout, stderr } = await tour([name]);
    expect({ exitCode, stderr, wrong: stdout.split("\n").filter((line) => line.includes("✗")) }).toEqual({
      exitCode: 0,
      stderr: "",
      wrong: [],
    });
    expect(stdout).toMatch(/✓ 1 program, [1-9]\d* answers? checked, all right/);
  });
}

it("the autocorrelation of an image is written beside it, with the second stars' shift as a peak", async () => {
  await mkdir(join(folder, "my images"));
  await copyFile(join(images, "stars.png"), join(folder, "my images", "stars.png"));
  await copyFile(join(images, "weave.png"), join(folder, "weave.v2.png"));
  const { exitCode, stdout, stderr } = await tour(["autocorrelation", "my images/stars.png", "weave.v2.png"], {
    cwd: folder,
  });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("stars.png: 96 × 96 pixels");

  const stars = await readPng(join(folder, "my images", "stars-autocorrelation.png"));
  expect([stars.width, stars.height]).toEqual([191, 191]);
  const at = (row: number, column: number) => stars.data[(row * stars.width + column) * 4]!;
  expect(at(95, 95)).toBe(255);
  // The stars are there twice, 9 rows and 17 columns apart, so half of them meet at that shift, either way.
  expect(at(95 + 9, 95 + 17)).toBeGreaterThan(110);
  expect(at(95 - 9, 95 - 17)).toBe(at(95 + 9, 95 + 17));
  expect(at(95 + 9, 95 - 17)).toBeLessThan(60);

  expect(await readPng(join(folder, "weave.v2-autocorrelation.png"))).toMatchObject({ width: 191, height: 191 });
});

it("npm start resolves an image from where it was typed", async () => {
  await copyFile(join(images, "weave.png"), join(folder, "typed.png"));
  const env = { npm_lifecycle_event: "start", INIT_CWD: folder };
  const { exitCode, stdout } = await tour(["autocorrelation", "typed.png"], { cwd: images, env });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("typed-autocorrelation.png");
});
