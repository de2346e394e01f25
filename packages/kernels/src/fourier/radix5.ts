// The butterfly of radix 5 across lanes: five rows of the input to five rows of the output.

import { rootOfUnity } from "./roots.ts";

const { cos: cos72, sin: sin72 } = rootOfUnity(1, 5);
const { cos: cos144, sin: sin144 } = rootOfUnity(2, 5);

/**
 * The discrete Fourier transform of five rows: sums and differences of opposite rows, so that one row needs four real factors instead of sixteen.
 * Rows have `s` numbers; the input's are `step` apart from `from`, the output's follow each other from `to`.
 */
export function radix5(
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
    const i4 = i3 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const o3 = o2 + s;
    const o4 = o3 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const x3r = xr[i3]!;
    const x3i = xi[i3]!;
    const x4r = xr[i4]!;
    const x4i = xi[i4]!;
    const s1r = x1r + x4r;
    const s1i = x1i + x4i;
    const s2r = x2r + x3r;
    const s2i = x2i + x3i;
    const d1r = x1r - x4r;
    const d1i = x1i - x4i;
    const d2r = x2r - x3r;
    const d2i = x2i - x3i;
    const a1r = x0r + cos72 * s1r + cos144 * s2r;
    const a1i = x0i + cos72 * s1i + cos144 * s2i;
    const a2r = x0r + cos144 * s1r + cos72 * s2r;
    const a2i = x0i + cos144 * s1i + cos72 * s2i;
    const b1r = sin72 * d1r + sin144 * d2r;
    const b1i = sin72 * d1i + sin144 * d2i;
    const b2r = sin144 * d1r - sin72 * d2r;
    const b2i = sin144 * d1i - sin72 * d2i;
    yr[o0] = x0r + s1r + s2r;
    yi[o0] = x0i + s1i + s2i;
    yr[o1] = a1r + b1i;
    yi[o1] = a1i - b1r;
    yr[o2] = a2r + b2i;
    yi[o2] = a2i - b2r;
    yr[o3] = a2r - b2i;
    yi[o3] = a2i + b2r;
    yr[o4] = a1r - b1i;
    yi[o4] = a1i + b1r;
  }
}

/** The same, with output row k times a twiddle factor: `wr[w + k - 1]`, `wi[w + k - 1]` for k >= 1. */
export function radix5Twiddled(
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
  const w4r = wr[w + 3]!;
  const w4i = wi[w + 3]!;
  for (let q = 0; q < s; q++) {
    const i0 = from + q;
    const i1 = i0 + step;
    const i2 = i1 + step;
    const i3 = i2 + step;
    const i4 = i3 + step;
    const o0 = to + q;
    const o1 = o0 + s;
    const o2 = o1 + s;
    const o3 = o2 + s;
    const o4 = o3 + s;
    const x0r = xr[i0]!;
    const x0i = xi[i0]!;
    const x1r = xr[i1]!;
    const x1i = xi[i1]!;
    const x2r = xr[i2]!;
    const x2i = xi[i2]!;
    const x3r = xr[i3]!;
    const x3i = xi[i3]!;
    const x4r = xr[i4]!;
    const x4i = xi[i4]!;
    const s1r = x1r + x4r;
    const s1i = x1i + x4i;
    const s2r = x2r + x3r;
    const s2i = x2i + x3i;
    const d1r = x1r - x4r;
    const d1i = x1i - x4i;
    const d2r = x2r - x3r;
    const d2i = x2i - x3i;
    const a1r = x0r + cos72 * s1r + cos144 * s2r;
    const a1i = x0i + cos72 * s1i + cos144 * s2i;
    const a2r = x0r + cos144 * s1r + cos72 * s2r;
    const a2i = x0i + cos144 * s1i + cos72 * s2i;
    const b1r = sin72 * d1r + sin144 * d2r;
    const b1i = sin72 * d1i + sin144 * d2i;
    const b2r = sin144 * d1r - sin72 * d2r;
    const b2i = sin144 * d1i - sin72 * d2i;
    yr[o0] = x0r + s1r + s2r;
    yi[o0] = x0i + s1i + s2i;
    const z1r = a1r + b1i;
    const z1i = a1i - b1r;
    yr[o1] = z1r * w1r - z1i * w1i;
    yi[o1] = z1r * w1i + z1i * w1r;
    const z2r = a2r + b2i;
    const z2i = a2i - b2r;
    yr[o2] = z2r * w2r - z2i * w2i;
    yi[o2] = z2r * w2i + z2i * w2r;
    const z3r = a2r - b2i;
    const z3i = a2i + b2r;
    yr[o3] = z3r * w3r - z3i * w3i;
    yi[o3] = z3r * w3i + z3i * w3r;
    const z4r = a1r - b1i;
    const z4i = a1i + b1r;
    yr[o4] = z4r * w4r - z4i * w4i;
    yi[o4] = z4r * w4i + z4i * w4r;
  }
}
