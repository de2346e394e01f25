// Visits the determinants in a compiled parallel loop, beside the same loop left as JavaScript.

import { sameNumbers } from "../harness/compare.ts";
import type { Stage } from "../harness/stage.ts";
import { randomTensor, type Tensor } from "../inputs.ts";
import * as programs from "../programs/prange.ts";
import { determinantsSequential, showSum } from "./determinants.ts";

type Program = (tensor: Tensor, out: Float64Array) => void;

const answer = (program: Program, tensor: Tensor): Float64Array => {
  const out = new Float64Array(tensor.shape[2]!);
  program(tensor, out);
  return out;
};

export const visit = async (stage: Stage): Promise<void> => {
  const count = 10_000;
  const tensor = randomTensor(10, count);
  stage.page.paragraph("The first call of a compiled function compiles it; the later ones find it ready.");
  const expected = await stage.measure({
    label: "sequential",
    reference: true,
    warm: true,
    run: (onProgress) => determinantsSequential(tensor, onProgress),
    show: showSum,
  });
  if (!expected) return;

  const rows: [label: string, program: Program, warm: boolean][] = [
    ["njit, first call", programs.determinantsNjit, false],
    ["njit", programs.determinantsNjit, true],
    ["njit, LU by hand, first call", programs.determinantsByHand, false],
    ["njit, LU by hand", programs.determinantsByHand, true],
    ["jit", programs.determinantsJit, true],
    ["jit, object mode", programs.determinantsObjectMode, true],
  ];
  for (const [label, program, warm] of rows) {
    await stage.measure({
      label,
      warm,
      run: () => answer(program, tensor),
      show: showSum,
      check: (determinants) => sameNumbers(determinants, expected),
    });
  }
};
