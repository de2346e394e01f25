// Large scratch memory, kept for the next call: fresh pages would cost more than what is computed in them.

/** So much is kept at most, in numbers: 16 MiB in all. Larger scratch memory is left to the collector. */
const keptLimit = 2 ** 21;
const kept: Float64Array[] = [];
let keptLength = 0;

/** An array of exactly this length with anything in it, for one caller until it is given back. */
export function borrowScratch(length: number): Float64Array {
  const at = kept.findIndex((array) => array.length === length);
  if (at < 0) return new Float64Array(length);
  keptLength -= length;
  return kept.splice(at, 1)[0]!;
}

/** Keeps the array for the next borrower, in the place of older ones. What is never given back is only not reused. */
export function giveBackScratch(array: Float64Array): void {
  if (array.length > keptLimit) return;
  kept.push(array);
  keptLength += array.length;
  while (keptLength > keptLimit) keptLength -= kept.shift()!.length;
}
