// Visits the autocorrelation of 30 matrices, or of the images that the user names.

import { extname } from "node:path";
import { Pool } from "@mp/pool";
import { type Complaint, firstComplaint, sameNumbers } from "../harness/compare.ts";
import type { OnProgress } from "../harness/progress-bar.ts";
import type { Stage } from "../harness/stage.ts";
import { type Matrix, randomMatrices } from "../inputs.ts";
import { reduce, toGrey, toPixels, withoutMean } from "../pictures/picture.ts";
import { readPng, writePng } from "../pictures/png.ts";
import { autocorrelations, autocorrelationsBy, pooledAutocorrelations } from "../programs/autocorrelation.ts";

/** A longer side is reduced: the autocorrelation has four times the pixels, and nobody looks at more. */
const longestSide = 1024;

/** An image of one brightness less its mean is rounding errors, whose squares add up to less than this: it stays black. */
const leastCentre = 1e-9;

export const visit = async (stage: Stage, images: readonly string[]): Promise<void> => {
  if (images.length === 0) {
    stage.page.paragraph("30 matrices of 100 × 100, as the images of a film might be.");
    await correlate(stage, randomMatrices(30, 100), true);
    return;
  }
  const pictures = await readPictures(stage, images);
  const correlated = await correlate(stage, pictures, false);
  if (correlated) await writePictures(stage, images, correlated);
};

/** At zero shift a matrix meets itself: the sum of its squares. */
const centre = (matrix: Matrix): number => {
  const [rows, columns] = matrix.shape as [number, number];
  return matrix.get((rows - 1) / 2, (columns - 1) / 2);
};

const show = (correlated: Matrix[]): string => `first centre ${Math.round(centre(correlated[0]!))}`;

const correlate = async (stage: Stage, matrices: Matrix[], warm: boolean): Promise<Matrix[] | undefined> => {
  const expected = await stage.measure({
    label: "sequential",
    reference: true,
    warm,
    run: (onProgress) => oneByOne(matrices, onProgress),
    show,
  });
  if (!expected) return undefined;
  const check = (correlated: Matrix[]): Complaint =>
    firstComplaint(
      correlated.map((matrix, index) => sameNumbers(matrix.data, expected[index]!.data)),
      "matrix",
    );
  const correlated = await stage.measure({
    label: stage.poolLabel("starting"),
    run: () => pooledAutocorrelations(matrices, stage.workers),
    show,
    check,
  });
  await using pool = new Pool(stage.workers);
  await stage.measure({
    label: stage.poolLabel("running"),
    warm: true,
    run: () => autocorrelationsBy(pool, stage.workers, matrices),
    show,
    check,
  });
  return correlated;
};

const oneByOne = (matrices: Matrix[], onProgress: OnProgress): Matrix[] =>
  matrices.flatMap((matrix, index) => {
    const correlated = autocorrelations([matrix]);
    onProgress(index + 1, matrices.length);
    return correlated;
  });

const readPictures = async (stage: Stage, images: readonly string[]): Promise<Matrix[]> => {
  const pictures: Matrix[] = [];
  for (const image of images) {
    const read = toGrey(await readPng(image));
    const picture = reduce(read, longestSide);
    const size = picture === read ? "" : `, reduced to ${picture.shape.toReversed().join(" × ")}`;
    stage.page.paragraph(`${image}: ${read.shape.toReversed().join(" × ")} pixels${size}`);
    pictures.push(withoutMean(picture));
  }
  return pictures;
};

const writePictures = async (stage: Stage, images: readonly string[], correlated: Matrix[]): Promise<void> => {
  for (const [index, image] of images.entries()) {
    const written = `${image.slice(0, image.length - extname(image).length)}-autocorrelation.png`;
    const matrix = correlated[index]!;
    // Zero shift is the maximum and white; no correlation, and less, is black.
    await writePng(written, toPixels(matrix, 0, Math.max(centre(matrix), leastCentre)));
    stage.page.paragraph(`wrote ${written}`);
  }
};
