// The butterfly of radix 3 across lanes: three rows of the input to three rows of the output.

const sin60 = Math.sqrt(0.75);

/**
 * The discrete Fourier transform of three rows: `y1, y2 = a -+ i b` with `a = x0 - (x1 + x2) / 2`, `b = sin 60 (x1 - x2)`.
 * Rows have `s` numbers; the input's are `step` apart from `from`, the output's follow each other from `to`.
 */
export function radix3(
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
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const sr = x1r + x2r;
    const si = x1i + x2i;
    const ar = x0r - 0.5 * sr;
    const ai = x0i - 0.5 * si;
    const br = sin60 * (x1r - x2r);
    const bi = sin60 * (x1i - x2i);
    yr[o0] = x0r + sr;
    yi[o0] = x0i + si;
    yr[o1] = ar + bi;
    yi[o1] = ai - br;
    yr[o2] = ar - bi;
    yi[o2] = ai + br;
  }
}

/** The same, with output row k times a twiddle factor: `wr[w + k - 1]`, `wi[w + k - 1]` for k >= 1. */
export function radix3Twiddled(
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
  for (let q = 0; q < s; q++) {
    const i0 = from + q;
    const i1 = i0 + step;
    const i2 = i1 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const sr = x1r + x2r;
    const si = x1i + x2i;
    const ar = x0r - 0.5 * sr;
    const ai = x0i - 0.5 * si;
    const br = sin60 * (x1r - x2r);
    const bi = sin60 * (x1i - x2i);
    yr[o0] = x0r + sr;
    yi[o0] = x0i + si;
    const z1r = ar + bi;
    const z1i = ai - br;
    yr[o1] = z1r * w1r - z1i * w1i;
    yi[o1] = z1r * w1i + z1i * w1r;
    const z2r = ar - bi;
    const z2i = ai + br;
    yr[o2] = z2r * w2r - z2i * w2i;
    yi[o2] = z2r * w2i + z2i * w2r;
  }
}
