// Roots of unity, each correct to about one unit in the last place.

/** cos and sin of 2 pi k / n, for integers 0 <= k < n. */
export function rootOfUnity(k: number, n: number): { cos: number; sin: number } {
  // The angle is `quarter / n` right angles. Reflections bring it below 45 degrees, exactly, because they are done on
  // integers: rounding a large angle first would cost digits, and cos 90 degrees would not be 0.
  let quarter = 4 * k;
  let cosSign = 1;
  let sinSign = 1;
  if (quarter > 2 * n) {
    quarter = 4 * n - quarter;
    sinSign = -1;
  }
  if (quarter > n) {
    quarter = 2 * n - quarter;
    cosSign = -1;
  }
  const steep = 2 * quarter > n;
  const angle = ((steep ? n - quarter : quarter) / n) * (Math.PI / 2);
  const long = Math.cos(angle);
  const short = Math.sin(angle);
  return { cos: cosSign * (steep ? short : long), sin: sinSign * (steep ? long : short) };
}
