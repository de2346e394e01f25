// Visits the Fourier transforms of 30 matrices, sequential and pooled.

import { Pool } from "@mp/pool";
import { type Complaint, firstComplaint, sameNumbers } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { randomMatrices } from "../inputs.ts";
import { pooledTransforms, type Spectrum, transforms, transformsBy } from "../programs/fft2.ts";

/** The element at (0, 0) is the sum of the matrix's elements. */
const showFirst = (spectra: Spectrum[]): string => `first element ${spectra[0]!.re.get(0, 0)}`;

const check = (spectra: Spectrum[], expected: Spectrum[]): Complaint =>
  firstComplaint(
    spectra.map(
      ({ re, im }, index) =>
        sameNumbers(re.data, expected[index]!.re.data) ?? sameNumbers(im.data, expected[index]!.im.data),
    ),
    "spectrum",
  );

export const visit = async (stage: Stage): Promise<void> => {
  const matrices = randomMatrices(30, 100);
  stage.page.paragraph(
    "30 matrices of 100 × 100. A transform takes a fraction of a millisecond: sending it to a worker takes as long.",
  );
  const expected = await stage.measure({
    label: "sequential",
    reference: true,
    warm: true,
    run: () => transforms(matrices),
    show: showFirst,
  });
  if (!expected) return;
  await stage.measure({
    label: stage.poolLabel("starting"),
    run: () => pooledTransforms(matrices, stage.workers),
    show: showFirst,
    check: (spectra) => check(spectra, expected),
  });
  await using pool = new Pool(stage.workers);
  await stage.measure({
    label: stage.poolLabel("running"),
    warm: true,
    run: () => transformsBy(pool, stage.workers, matrices),
    show: showFirst,
    check: (spectra) => check(spectra, expected),
  });
};
