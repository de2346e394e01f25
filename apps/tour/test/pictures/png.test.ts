import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BadInputError } from "../../src/harness/bad-input.ts";
import { readPng, writePng } from "../../src/pictures/png.ts";

const weave = join(import.meta.dirname, "../../images/weave.png");

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "mp-tour-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("what was written is read back", async () => {
  const file = join(folder, "grey.png");
  const data = Uint8Array.of(0, 0, 0, 255, 128, 128, 128, 255);
  await writePng(file, { width: 2, height: 1, data });
  const read = await readPng(file);
  expect([read.width, read.height, [...read.data]]).toEqual([2, 1, [...data]]);
});

it("the images in the repository are 96 × 96 and a few kilobytes", async () => {
  for (const name of ["weave.png", "stars.png"]) {
    const file = join(import.meta.dirname, "../../images", name);
    expect(await readPng(file)).toMatchObject({ width: 96, height: 96 });
    expect((await readFile(file)).length).toBeLessThan(5000);
  }
});

describe("an image that cannot be read", () => {
  const refused = async (file: string, message: string | RegExp) => {
    await expect(readPng(file)).rejects.toThrow(BadInputError);
    await expect(readPng(file)).rejects.toThrow(message);
  };

  it("because it is not there", () => refused(join(folder, "none.png"), "there is no such file"));

  it("because it is a folder", async () => {
    await mkdir(join(folder, "folder.png"));
    await refused(join(folder, "folder.png"), "it is a folder");
  });

  it("because it is something else, or empty", async () => {
    await writeFile(join(folder, "photo.png"), "JFIF");
    await refused(join(folder, "photo.png"), "is not a PNG image");
    await writeFile(join(folder, "empty.png"), "");
    await refused(join(folder, "empty.png"), "is not a PNG image");
  });

  it("because it is cut off, at whatever byte", async () => {
    const whole = await readFile(weave);
    for (let length = 8; length < whole.length - 12; length += 97) {
      await writeFile(join(folder, "cut.png"), whole.subarray(0, length));
      await refused(join(folder, "cut.png"), "is a damaged PNG image");
    }
  });

  it("because its header claims more pixels than memory holds", async () => {
    const huge = Buffer.from(await readFile(weave));
    huge.writeUInt32BE(2 ** 31 - 1, 16);
    await writeFile(join(folder, "huge.png"), huge);
    await refused(join(folder, "huge.png"), "2147483647 × 96 pixels");
  });
});

it("an image that cannot be written says why", async () => {
  const pixels = { width: 1, height: 1, data: Uint8Array.of(0, 0, 0, 255) };
  await expect(writePng(join(folder, "nowhere", "a.png"), pixels)).rejects.toThrow(/cannot write .*a\.png/);
});
