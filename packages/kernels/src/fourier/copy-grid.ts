// Copies a grid of complex numbers between two layouts: how lanes are brought together and put back.

/** Where the elements of a grid lie: element `(a, b)` is at `start + a * stepA + b * stepB`. */
export interface GridLayout {
  readonly start: number;
  readonly stepA: number;
  readonly stepB: number;
}

/** Copies `countA` by `countB` complex numbers, b running fastest: give the axis that is contiguous in memory as b. */
export function copyGrid(
  fromRe: Float64Array,
  fromIm: Float64Array,
  from: GridLayout,
  toRe: Float64Array,
  toIm: Float64Array,
  to: GridLayout,
  countA: number,
  countB: number,
): void {
  const { start: readStart, stepA: readA, stepB: readB } = from;
  const { start: writeStart, stepA: writeA, stepB: writeB } = to;
  for (let a = 0; a < countA; a++) {
    let read = readStart + a * readA;
    let write = writeStart + a * writeA;
    for (let b = 0; b < countB; b++) {
      toRe[write] = fromRe[read]!;
      toIm[write] = fromIm[read]!;
      read += readB;
      write += writeB;
    }
  }
}
