// The HOWTO's main loop: a determinant for each matrix of a tensor, by a hand-written LU.

import { cpuCount } from "@mp/pool/internal";
import { RawArray, sharedNdarray } from "@mp/shared";
import ndarray, { type NdArray } from "ndarray";
import { afterEach, describe, expect, it } from "vitest";
import { jit, njit, prange, setNumThreads } from "../src/index.ts";

const N = 10;
const COUNT = 10_000;

function determinants(tensor: NdArray<Float64Array>, out: Float64Array): void {
  for (const m of prange(tensor.shape[2]!)) {
    const n = 10;
    const a = new Float64Array(100);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) a[i * n + j] = tensor.get(i, j, m);
    }
    let det = 1;
    for (let k = 0; k < n; k++) {
      let pivot = k;
      for (let i = k + 1; i < n; i++) {
        if (Math.abs(a[i * n + k]!) > Math.abs(a[pivot * n + k]!)) pivot = i;
      }
      if (pivot !== k) {
        det = -det;
        for (let j = k; j < n; j++) {
          const other = a[k * n + j]!;
          a[k * n + j] = a[pivot * n + j]!;
          a[pivot * n + j] = other;
        }
      }
      det *= a[k * n + k]!;
      for (let i = k + 1; i < n; i++) {
        const factor = a[i * n + k]! / a[k * n + k]!;
        for (let j = k + 1; j < n; j++) a[i * n + j]! -= factor * a[k * n + j]!;
      }
    }
    out[m] = det;
  }
}

/** Numbers that look random and are the same everywhere. */
function fill(data: Float64Array): void {
  let state = 12_345;
  for (let i = 0; i < data.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    data[i] = state / 2 ** 30 - 1;
  }
}

afterEach(() => setNumThreads(cpuCount()));

describe("determinants of a 10×10×10,000 tensor", () => {
  const tensor = sharedNdarray("float64", [N, N, COUNT]) as NdArray<Float64Array>;
  fill(tensor.data);
  const expected = new Float64Array(COUNT);
  determinants(tensor, expected);

  it.each([1, Math.min(2, cpuCount())])("are the interpreted ones bit for bit on %i threads", (threads) => {
    setNumThreads(threads);
    const out = RawArray("float64", COUNT);
    njit(determinants, { parallel: true })(tensor, out);
    expect(Buffer.compare(Buffer.from(new Float64Array(out).buffer), Buffer.from(expected.buffer))).toBe(0);
  });

  it("are the same without the heap, through .async, and in object mode", async () => {
    const plain = ndarray(new Float64Array(tensor.data), [N, N, COUNT]);
    const compiled = njit(determinants, { parallel: true });
    const [one, two, three] = [0, 1, 2].map(() => new Float64Array(COUNT));
    compiled(plain, one!);
    await compiled.async(plain, two!);
    jit(determinants, { forceobj: true })(plain, three!);
    for (const out of [one, two, three]) expect(out).toEqual(expected);
  });
});
