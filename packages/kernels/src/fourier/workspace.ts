// The memory that a transform works in: `n` rows of `lanes` numbers, real and imaginary, twice.

/** A transform reads its input from `re`, `im` and leaves its result there; stages go to the spare and swap. */
export interface Workspace {
  re: Float64Array;
  im: Float64Array;
  spareRe: Float64Array;
  spareIm: Float64Array;
}

export function makeWorkspace(size: number): Workspace {
  return {
    re: new Float64Array(size),
    im: new Float64Array(size),
    spareRe: new Float64Array(size),
    spareIm: new Float64Array(size),
  };
}

/** What a stage wrote to the spare becomes the data. */
export function swapSpare(work: Workspace): void {
  const { re, im } = work;
  work.re = work.spareRe;
  work.im = work.spareIm;
  work.spareRe = re;
  work.spareIm = im;
}

/** Exchanges real and imaginary parts, which turns a forward transform into an inverse one and back. */
export function swapParts(work: Workspace): void {
  const { re, spareRe } = work;
  work.re = work.im;
  work.im = re;
  work.spareRe = work.spareIm;
  work.spareIm = spareRe;
}
