// Visits the Fourier transforms of 30 matrices, sequential and pooled.

import { firstComplaint, sameNumbers } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { randomMatrices } from "../inputs.ts";
import { pooledTransforms, type Spectrum, transforms } from "../programs/fft2.ts";

/** The element at (0, 0) is the sum of the matrix's elements. */
const showFirst = (spectra: Spectrum[]): string => `first element ${spectra[0]!.re.get(0, 0)}`;

export const visit = async (stage: Stage): Promise<void> => {
  const matrices = randomMatrices(30, 100);
  stage.page.paragraph(
    "30 matrices of 100 × 100. A transform takes a fraction of a millisecond: starting a pool for so little is a loss.",
  );
  const expected = await stage.measure({
    label: "sequential",
    reference: true,
    run: () => transforms(matrices),
    show: showFirst,
  });
  if (!expected) return;
  await stage.measure({
    label: `pool.map, ${stage.workers} workers`,
    run: () => pooledTransforms(matrices, stage.workers),
    show: showFirst,
    check: (spectra) =>
      firstComplaint(
        spectra.map(
          ({ re, im }, index) =>
            sameNumbers(re.data, expected[index]!.re.data) ?? sameNumbers(im.data, expected[index]!.im.data),
        ),
        "spectrum",
      ),
  });
};
