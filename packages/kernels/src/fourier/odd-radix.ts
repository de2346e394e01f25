// The butterfly of any odd radix across lanes, by the definition of the transform.

/**
 * The discrete Fourier transform of `radix` rows of `s` numbers. Rows j and radix - j meet factors that are conjugate,
 * so their sums and differences are formed first, which halves the work of the definition; it stays quadratic in the
 * radix.
 *
 * @param cos @param sin of 2 pi k / radix, k = 0 .. radix - 1
 * @param wr @param wi twiddle factors of the output rows 1 .. radix - 1, from index `w` on
 * @param rows scratch for 4 * radix numbers
 */
export function oddRadix(
  radix: number,
  cos: Float64Array,
  sin: Float64Array,
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  s: number,
  from: number,
  step: number,
  to: number,
  wr: Float64Array,
  wi: Float64Array,
  w: number,
  rows: Float64Array,
): void {
  const half = (radix - 1) / 2;
  for (let q = 0; q < s; q++) {
    const x0r = xr[from + q]!;
    const x0i = xi[from + q]!;
    let y0r = x0r;
    let y0i = x0i;
    for (let j = 1; j <= half; j++) {
      const near = from + j * step + q;
      const far = from + (radix - j) * step + q;
      const sumR = xr[near]! + xr[far]!;
      const sumI = xi[near]! + xi[far]!;
      rows[4 * j] = sumR;
      rows[4 * j + 1] = sumI;
      rows[4 * j + 2] = xr[near]! - xr[far]!;
      rows[4 * j + 3] = xi[near]! - xi[far]!;
      y0r += sumR;
      y0i += sumI;
    }
    yr[to + q] = y0r;
    yi[to + q] = y0i;
    for (let k = 1; k <= half; k++) {
      let ar = x0r;
      let ai = x0i;
      let br = 0;
      let bi = 0;
      let turn = 0;
      for (let j = 1; j <= half; j++) {
        turn += k;
        if (turn >= radix) turn -= radix;
        const c = cos[turn]!;
        const d = sin[turn]!;
        ar += c * rows[4 * j]!;
        ai += c * rows[4 * j + 1]!;
        br += d * rows[4 * j + 2]!;
        bi += d * rows[4 * j + 3]!;
      }
      const near = w + k - 1;
      const far = w + radix - k - 1;
      const o1 = to + k * s + q;
      const o2 = to + (radix - k) * s + q;
      yr[o1] = (ar + bi) * wr[near]! - (ai - br) * wi[near]!;
      yi[o1] = (ar + bi) * wi[near]! + (ai - br) * wr[near]!;
      yr[o2] = (ar - bi) * wr[far]! - (ai + br) * wi[far]!;
      yi[o2] = (ar - bi) * wi[far]! + (ai + br) * wr[far]!;
    }
  }
}
