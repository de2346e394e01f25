import { correlate2d, det, fft2 } from "@mp/kernels";
import { expect, it } from "vitest";
import { linesPrinted } from "../../src/harness/captured-output.ts";
import { oneTo, randomMatrices, randomTensor } from "../../src/inputs.ts";
import { autocorrelations, pooledAutocorrelations } from "../../src/programs/autocorrelation.ts";
import { determinantsShared } from "../../src/programs/determinants-shared.ts";
import { determinantsSharedResult } from "../../src/programs/determinants-shared-result.ts";
import { determinantsUnshared } from "../../src/programs/determinants-unshared.ts";
import { pooledTransforms, transforms } from "../../src/programs/fft2.ts";
import { processesJoined } from "../../src/programs/processes-joined.ts";
import { processesTogether } from "../../src/programs/processes-together.ts";
import * as sum from "../../src/programs/sum.ts";

// More workers than parts come out even for, and one alone.
const workerCounts = [1, 3];

it("processes that are joined before the next starts print in one order", async () => {
  expect((await linesPrinted(processesJoined)).join(" ")).toBe("2 4 6 8 10 1 3 5 7 9");
});

it("processes that run together lose no line, and each keeps its order", async () => {
  const numbers = (await linesPrinted(processesTogether)).map(Number);
  expect(numbers.filter((number) => number % 2 === 0)).toEqual([2, 4, 6, 8, 10]);
  expect(numbers.filter((number) => number % 2 === 1)).toEqual([1, 3, 5, 7, 9]);
});

for (const [name, method] of Object.entries(sum)) {
  it(`the sum by ${name} is exact, for any number of workers`, async () => {
    for (const workers of workerCounts) expect(await method(oneTo(1000), workers)).toBe(500_500);
    // Fewer numbers than workers: some parts are empty.
    expect(await method(oneTo(2), 3)).toBe(3);
  });
}

const tensor = randomTensor(5, 13);
const determinants = Float64Array.from({ length: 13 }, (_, index) => det(tensor.pick(null, null, index)));

for (const program of [determinantsUnshared, determinantsShared, determinantsSharedResult]) {
  it(`${program.name} gives the sequential answer to the last bit, and leaves its input alone`, async () => {
    const before = Float64Array.from(tensor.data);
    for (const workers of workerCounts) expect([...(await program(tensor, workers))]).toEqual([...determinants]);
    expect(tensor.data).toEqual(before);
  });
}

it("pooled autocorrelations are the sequential ones, in order", async () => {
  const matrices = randomMatrices(5, 8);
  const expected = matrices.map((matrix) => [...correlate2d(matrix, matrix).data]);
  expect(autocorrelations(matrices).map((matrix) => [...matrix.data])).toEqual(expected);
  for (const workers of workerCounts) {
    expect((await pooledAutocorrelations(matrices, workers)).map((matrix) => [...matrix.data])).toEqual(expected);
  }
});

it("pooled transforms are the sequential ones, in order", async () => {
  const matrices = randomMatrices(5, 8);
  const expected = matrices.map((matrix) => [...fft2(matrix).re.data]);
  expect(transforms(matrices).map(({ re }) => [...re.data])).toEqual(expected);
  for (const workers of workerCounts) {
    expect((await pooledTransforms(matrices, workers)).map(({ re }) => [...re.data])).toEqual(expected);
  }
});
