// det as compiled loops call it: the same steps as luDeterminant, in the language that `njit` compiles.

import type { NdArray } from "ndarray";

/**
 * The determinant of an ndarray `(N, N)`, N at most 32, bit for bit as {@link det} gives it. It stands alone, because
 * the compiler reads its text: local memory has a constant size there, and where functions cannot be inspected a
 * captured helper would not be found. There is no `throw` in that language: a matrix that does not fit is refused by
 * reading beside an array whose name says why.
 */
export function detKernel(a: NdArray): number {
  const n = a.shape[0]!;
  if (a.shape[1]! !== n) {
    const matrixMustBeSquare = new Float64Array(1);
    return matrixMustBeSquare[n + 1]!;
  }
  if (n > 32) {
    const matrixLargerThan32 = new Float64Array(33);
    return matrixLargerThan32[n]!;
  }
  const up = 1.3407807929942597e154; // 2^512, written out: a power would be a call into JavaScript
  const down = 7.458340731200207e-155; // 2^-512
  const tooLarge = 2.5822498780869086e120; // 2^400
  const tooSmall = 3.8725919148493183e-121; // 2^-400
  const work = new Float64Array(1024);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) work[i * n + j] = a.get(i, j);
  }
  let product = 1;
  let exponent = 0;
  for (let k = 0; k < n; k++) {
    let pivotRow = k;
    let largest = Math.abs(work[k * n + k]!);
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(work[i * n + k]!);
      if (size > largest) {
        largest = size;
        pivotRow = i;
      }
    }
    if (largest === 0) return 0;
    if (pivotRow !== k) {
      product = -product;
      for (let j = k; j < n; j++) {
        const swapped = work[k * n + j]!;
        work[k * n + j] = work[pivotRow * n + j]!;
        work[pivotRow * n + j] = swapped;
      }
    }
    const pivot = work[k * n + k]!;
    for (let i = k + 1; i < n; i++) {
      const factor = work[i * n + k]! / pivot;
      for (let j = k + 1; j < n; j++) work[i * n + j] = work[i * n + j]! - factor * work[k * n + j]!;
    }
    let scaledPivot = pivot;
    if (largest > up) {
      scaledPivot *= down;
      exponent++;
    } else if (largest < down) {
      scaledPivot = scaledPivot * up * up;
      exponent -= 2;
    }
    product *= scaledPivot;
    const magnitude = Math.abs(product);
    if (magnitude > tooLarge) {
      product *= down;
      exponent++;
    } else if (magnitude < tooSmall) {
      product *= up;
      exponent--;
    }
  }
  for (; exponent > 0; exponent--) product *= up;
  for (; exponent < 0; exponent++) product *= down;
  return product;
}
