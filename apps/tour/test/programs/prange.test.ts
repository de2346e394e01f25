import { det } from "@mp/kernels";
import { expect, it } from "vitest";
import { randomTensor } from "../../src/inputs.ts";
import {
  determinantsByHand,
  determinantsJit,
  determinantsNjit,
  determinantsObjectMode,
} from "../../src/programs/prange.ts";

for (const [name, program] of Object.entries({
  determinantsNjit,
  determinantsJit,
  determinantsByHand,
  determinantsObjectMode,
})) {
  it(`${name} gives the sequential answer, singular matrices included`, () => {
    const input = randomTensor(4, 50);
    for (let row = 0; row < 4; row++) input.set(row, 2, 7, 0);
    const out = new Float64Array(50);
    program(input, out);
    for (let index = 0; index < 50; index++) {
      expect(out[index]).toBeCloseTo(det(input.pick(null, null, index)), 9);
    }
    expect(Math.abs(out[7]!)).toBe(0);
  });
}
