// A seeded generator, so that every run, on every machine, measures the same input.

/**
 * Makes a generator of integers in `[low, high)`, as NumPy's `randint`.
 *
 * The state is one 32-bit word stepped by Weyl's sequence and scrambled by two rounds of multiply and xor-shift
 * (Chris Wellons' lowbias32): plenty for inputs, and the same on every engine.
 *
 * @throws RangeError if the interval is empty.
 * @example const next = randomIntegers(1, -5, 5); next() // => an integer of -5 … 4
 */
export const randomIntegers = (seed: number, low: number, high: number): (() => number) => {
  if (!(high > low)) throw new RangeError(`randomIntegers: needs low < high, got ${low} and ${high}`);
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let word = state;
    word = Math.imul(word ^ (word >>> 16), 0x7feb352d);
    word = Math.imul(word ^ (word >>> 15), 0x846ca68b);
    return low + (((word ^ (word >>> 16)) >>> 0) % (high - low));
  };
};
