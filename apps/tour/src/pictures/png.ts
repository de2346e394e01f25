// Reads and writes PNG files; what cannot be read or written is the user's to mend, and the message says how.

import { readFile, writeFile } from "node:fs/promises";
import { PNG } from "pngjs";
import { BadInputError } from "../harness/bad-input.ts";
import type { Pixels } from "./picture.ts";

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** More pixels than this (256 megapixels) take gigabytes to decode: a header that claims them is taken for damage. */
const mostPixels = 2 ** 28;

/** @throws BadInputError if the file cannot be read or is not a PNG. */
export const readPng = async (file: string): Promise<Pixels> => {
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new BadInputError(`cannot read the image ${file}: ${reason(error)}`, { cause: error });
  });
  if (!signature.every((byte, index) => bytes[index] === byte)) {
    throw new BadInputError(`${file} is not a PNG image; convert it, for example with: magick photo.jpg photo.png`);
  }
  if (bytes.length >= 24 && bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > mostPixels) {
    throw new BadInputError(
      `${file} is ${bytes.readUInt32BE(16)} × ${bytes.readUInt32BE(20)} pixels; at most ${mostPixels} can be read`,
    );
  }
  try {
    return PNG.sync.read(bytes);
  } catch (error) {
    throw new BadInputError(`${file} is a damaged PNG image: ${reason(error)}`, { cause: error });
  }
};

/** Writes the pixels' red as grey: the pictures here have no colours. @throws BadInputError if the file cannot be written. */
export const writePng = async (file: string, { width, height, data }: Pixels): Promise<void> => {
  const png = new PNG({ width, height });
  png.data = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  await writeFile(file, PNG.sync.write(png, { colorType: 0, deflateLevel: 9 })).catch((error: unknown) => {
    throw new BadInputError(`cannot write the image ${file}: ${reason(error)}`, { cause: error });
  });
};

const reasons: Record<string, string> = {
  ENOENT: "there is no such file",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EROFS: "the file system is read-only",
};

const reason = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const code = (error as NodeJS.ErrnoException).code;
  return (code !== undefined && reasons[code]) || error.message;
};
