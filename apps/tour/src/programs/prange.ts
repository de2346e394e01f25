// The same determinants once more, as a loop compiled to WebAssembly whose iterations run on all cores.

import { det } from "@mp/kernels";
import { jit, njit, prange } from "@mp/prange";
import type { Tensor } from "../inputs.ts";

const determinants = (tensor: Tensor, out: Float64Array): void => {
  for (const i of prange(tensor.shape[2]!)) out[i] = det(tensor.pick(null, null, i));
};

/** By `det` of @mp/kernels, called from inside the compiled loop. */
export const determinantsNjit = njit(determinants, { parallel: true });

/** Compiled if that is possible, as it is here: there is nothing to choose between this and `njit`. */
export const determinantsJit = jit(determinants, { parallel: true });

/** Object mode: the same function, never compiled. What this costs is the point. */
export const determinantsObjectMode = jit(determinants, { parallel: true, forceobj: true });

/** By a LU decomposition written out by hand, with partial pivoting. Matrices are at most 10 × 10. */
export const determinantsByHand = njit(
  (tensor: Tensor, out: Float64Array): void => {
    const n = tensor.shape[0]!;
    for (const matrix of prange(tensor.shape[2]!)) {
      const lu = new Float64Array(100);
      for (let row = 0; row < n; row++) {
        for (let column = 0; column < n; column++) lu[row * n + column] = tensor.get(row, column, matrix);
      }
      let determinant = 1;
      for (let k = 0; k < n; k++) {
        let pivot = k;
        for (let row = k + 1; row < n; row++) {
          if (Math.abs(lu[row * n + k]!) > Math.abs(lu[pivot * n + k]!)) pivot = row;
        }
        if (pivot !== k) {
          for (let column = k; column < n; column++) {
            const swapped = lu[k * n + column]!;
            lu[k * n + column] = lu[pivot * n + column]!;
            lu[pivot * n + column] = swapped;
          }
          determinant = -determinant;
        }
        const diagonal = lu[k * n + k]!;
        determinant *= diagonal;
        // A column of zeros: the matrix is singular, and there is nothing to divide by.
        if (diagonal === 0) break;
        for (let row = k + 1; row < n; row++) {
          const factor = lu[row * n + k]! / diagonal;
          for (let column = k + 1; column < n; column++) {
            lu[row * n + column] = lu[row * n + column]! - factor * lu[k * n + column]!;
          }
        }
      }
      out[matrix] = determinant;
    }
  },
  { parallel: true },
);
