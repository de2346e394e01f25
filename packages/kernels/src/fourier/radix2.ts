// The butterfly of radix 2 across lanes: two rows of the input to two rows of the output.

/** `y0 = x0 + x1`, `y1 = x0 - x1`, for rows of `s` numbers: input rows `step` apart from `from`, output rows from `to`. */
export function radix2(
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
    const o0 = to + q;
    const o1 = o0 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    yr[o0] = x0r + x1r;
    yi[o0] = x0i + x1i;
    yr[o1] = x0r - x1r;
    yi[o1] = x0i - x1i;
  }
}

/** The same, with output row k times a twiddle factor: `wr[w + k - 1]`, `wi[w + k - 1]` for k >= 1. */
export function radix2Twiddled(
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
  for (let q = 0; q < s; q++) {
    const i0 = from + q;
    const i1 = i0 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const dr = x0r - x1r;
    const di = x0i - x1i;
    yr[o0] = x0r + x1r;
    yi[o0] = x0i + x1i;
    yr[o1] = dr * w1r - di * w1i;
    yi[o1] = dr * w1i + di * w1r;
  }
}
