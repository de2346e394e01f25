// Determinants of integer matrices without rounding.

/** By Bareiss's elimination: every division leaves no remainder (Math. Comp. 22, 1968). */
export function exactDet(rows: readonly (readonly number[])[]): bigint {
  const a = rows.map((row) => row.map((value) => BigInt(value)));
  const n = a.length;
  let sign = 1n;
  let previous = 1n;
  for (let k = 0; k < n - 1; k++) {
    if (a[k]![k] === 0n) {
      const other = a.findIndex((row, i) => i > k && row[k] !== 0n);
      if (other < 0) return 0n;
      [a[k], a[other]] = [a[other]!, a[k]!];
      sign = -sign;
    }
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) {
        a[i]![j] = (a[i]![j]! * a[k]![k]! - a[i]![k]! * a[k]![j]!) / previous;
      }
    }
    previous = a[k]![k]!;
  }
  return n === 0 ? 1n : sign * a[n - 1]![n - 1]!;
}
