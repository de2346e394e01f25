// The exact determinant of an integer matrix, for checking: elimination modulo two primes, joined by the Chinese remainder theorem.

// The largest primes below 2^21. A product of two residues stays below 2^42, so doubles hold it exactly; and the two
// together tell apart every determinant of 10×10 matrices with entries of -5 … 5 (Hadamard: |det| ≤ (5·√10)^10 < 2^40).
const p = 2097143;
const q = 2097133;

/** Determinants beyond this cannot be told apart. */
const limit = (p * q) / 2;

const modulo = (value: number, prime: number): number => ((value % prime) + prime) % prime;

/** `value^(prime - 2)`, which is the inverse by Fermat's little theorem. */
const inverse = (value: number, prime: number): number => {
  let result = 1;
  let square = modulo(value, prime);
  for (let exponent = prime - 2; exponent > 0; exponent = Math.floor(exponent / 2)) {
    if (exponent % 2 === 1) result = (result * square) % prime;
    square = (square * square) % prime;
  }
  return result;
};

const determinantModulo = (matrix: ArrayLike<number>, n: number, prime: number): number => {
  const a = Float64Array.from(matrix, (value) => modulo(value, prime));
  let determinant = 1;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    while (pivot < n && a[pivot * n + k] === 0) pivot++;
    if (pivot === n) return 0;
    if (pivot !== k) {
      for (let j = k; j < n; j++) [a[k * n + j], a[pivot * n + j]] = [a[pivot * n + j]!, a[k * n + j]!];
      determinant = prime - determinant;
    }
    determinant = (determinant * a[k * n + k]!) % prime;
    const scale = inverse(a[k * n + k]!, prime);
    for (let i = k + 1; i < n; i++) {
      const factor = prime - ((a[i * n + k]! * scale) % prime);
      for (let j = k; j < n; j++) a[i * n + j] = (a[i * n + j]! + factor * a[k * n + j]!) % prime;
    }
  }
  return determinant % prime;
};

/**
 * Computes the determinant of an integer matrix exactly.
 *
 * @param matrix `n * n` integers, row by row
 * @throws RangeError if the determinant might be too large for the two primes (Hadamard's bound).
 * @example exactDeterminant([2, 0, 0, 3], 2) // => 6
 */
export const exactDeterminant = (matrix: ArrayLike<number>, n: number): number => {
  let bound = 1;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let j = 0; j < n; j++) square += matrix[i * n + j]! ** 2;
    bound *= Math.sqrt(square);
  }
  if (bound >= limit) throw new RangeError(`exactDeterminant: the determinant may reach ${bound}, beyond ${limit}`);
  const residue = determinantModulo(matrix, n, p);
  const step = modulo((determinantModulo(matrix, n, q) - residue) * inverse(p, q), q);
  const determinant = residue + p * step;
  return determinant > limit ? determinant - p * q : determinant;
};
