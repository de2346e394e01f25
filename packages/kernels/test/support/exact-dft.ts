// The discrete Fourier transform by its definition, in double-double arithmetic.

import { add, exact, multiply, negate, root } from "./double-double.ts";

/** The forward transform, unscaled, rounded to doubles at the very end. */
export function exactDft(re: Float64Array, im: Float64Array): { re: Float64Array; im: Float64Array } {
  const n = re.length;
  const roots = Array.from({ length: n }, (_, k) => root(k, n));
  const out = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    let sumRe = exact(0);
    let sumIm = exact(0);
    for (let j = 0; j < n; j++) {
      const { cos, sin } = roots[(j * k) % n]!;
      const x = exact(re[j]!);
      const y = exact(im[j]!);
      sumRe = add(sumRe, add(multiply(x, cos), multiply(y, sin)));
      sumIm = add(sumIm, add(multiply(y, cos), negate(multiply(x, sin))));
    }
    out.re[k] = sumRe.hi;
    out.im[k] = sumIm.hi;
  }
  return out;
}
