// The butterfly of radix 4 across lanes: four rows of the input to four rows of the output.

/**
 * The discrete Fourier transform of four rows: two steps of radix 2, of which only a multiplication by `-i` remains between them.
 * Rows have `s` numbers; the input's are `step` apart from `from`, the output's follow each other from `to`.
 */
export function radix4(
  xr: Float64Array,
  xi: Float64Array,
  yr: Float64Array,
  yi: Float64Array,
  s: number,
  from: number,
  step: number,
  to: number,
): void {
  for (let q = 0; q < s; q++) {
    const i0 = from + q;
    const i1 = i0 + step;
    const i2 = i1 + step;
    const i3 = i2 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const o3 = o2 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const x3r = xr[i3]!;
    const x3i = xi[i3]!;
    const ar = x0r + x2r;
    const ai = x0i + x2i;
    const br = x0r - x2r;
    const bi = x0i - x2i;
    const cr = x1r + x3r;
    const ci = x1i + x3i;
    const dr = x1r - x3r;
    const di = x1i - x3i;
    yr[o0] = ar + cr;
    yi[o0] = ai + ci;
    yr[o1] = br + di;
    yi[o1] = bi - dr;
    yr[o2] = ar - cr;
    yi[o2] = ai - ci;
    yr[o3] = br - di;
    yi[o3] = bi + dr;
  }
}

/** The same, with output row k times a twiddle factor: `wr[w + k - 1]`, `wi[w + k - 1]` for k >= 1. */
export function radix4Twiddled(
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
): void {
  const w1r = wr[w]!;
  const w1i = wi[w]!;
  const w2r = wr[w + 1]!;
  const w2i = wi[w + 1]!;
  const w3r = wr[w + 2]!;
  const w3i = wi[w + 2]!;
  for (let q = 0; q < s; q++) {
    const i0 = from + q;
    const i1 = i0 + step;
    const i2 = i1 + step;
    const i3 = i2 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const o3 = o2 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const x3r = xr[i3]!;
    const x3i = xi[i3]!;
    const ar = x0r + x2r;
    const ai = x0i + x2i;
    const br = x0r - x2r;
    const bi = x0i - x2i;
    const cr = x1r + x3r;
    const ci = x1i + x3i;
    const dr = x1r - x3r;
    const di = x1i - x3i;
    yr[o0] = ar + cr;
    yi[o0] = ai + ci;
    const z1r = br + di;
    const z1i = bi - dr;
    yr[o1] = z1r * w1r - z1i * w1i;
    yi[o1] = z1r * w1i + z1i * w1r;
    const z2r = ar - cr;
    const z2i = ai - ci;
    yr[o2] = z2r * w2r - z2i * w2i;
    yi[o2] = z2r * w2i + z2i * w2r;
    const z3r = br - di;
    const z3i = bi + dr;
    yr[o3] = z3r * w3r - z3i * w3i;
    yi[o3] = z3r * w3i + z3i * w3r;
  }
}
