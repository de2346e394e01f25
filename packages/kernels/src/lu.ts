// The determinant of one matrix in scratch memory, by LU decomposition with partial pivoting.

const up = 2 ** 512;
const down = 2 ** -512;

/**
 * Eliminates the `n` by `n` matrix in `work[0 .. n * n - 1]` (row after row; overwritten) and returns its determinant:
 * the product of the pivots, negated once for every exchange of rows (Golub and Van Loan, Matrix Computations, 3.4).
 *
 * A product of pivots can leave the range of doubles although the determinant does not (a diagonal of 1e200, 1e200,
 * 1e-200, 1e-200), so it is carried times a power of 2^512; that is exact. The pivot is the first of largest absolute
 * value, where a NaN is never larger: what LAPACK's `idamax` chooses, so NaNs go where NumPy sends them.
 */
export function luDeterminant(work: Float64Array, n: number): number {
  let product = 1;
  let exponent = 0;
  for (let k = 0; k < n; k++) {
    let pivotRow = k;
    let largest = Math.abs(work[k * n + k] as number);
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(work[i * n + k] as number);
      if (size > largest) {
        largest = size;
        pivotRow = i;
      }
    }
    if (largest === 0) return 0;

    if (pivotRow !== k) {
      product = -product;
      for (let j = k; j < n; j++) {
        const swapped = work[k * n + j] as number;
        work[k * n + j] = work[pivotRow * n + j] as number;
        work[pivotRow * n + j] = swapped;
      }
    }

    const pivot = work[k * n + k] as number;
    for (let i = k + 1; i < n; i++) {
      const factor = (work[i * n + k] as number) / pivot;
      for (let j = k + 1; j < n; j++) {
        work[i * n + j] = (work[i * n + j] as number) - factor * (work[k * n + j] as number);
      }
    }

    // |product| stays between 2^-400 and 2^400, and a scaled pivot between 2^-512 and 2^512: no step can overflow.
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
    if (magnitude > 2 ** 400) {
      product *= down;
      exponent++;
    } else if (magnitude < 2 ** -400) {
      product *= up;
      exponent--;
    }
  }
  for (; exponent > 0; exponent--) product *= up;
  for (; exponent < 0; exponent++) product *= down;
  return product;
}
