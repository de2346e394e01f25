// Lengths as products of the radices that have butterflies.

/** The largest prime transformed by its definition; beyond it, Bluestein's detour is shorter. */
export const largestDirectPrime = 53;

/** The radices of a length: fours first, then its primes in ascending order. Empty for 1. */
export function radicesOf(length: number): number[] {
  const radices: number[] = [];
  let rest = length;
  for (; rest % 4 === 0; rest /= 4) radices.push(4);
  for (let prime = 2; prime * prime <= rest; prime++) {
    for (; rest % prime === 0; rest /= prime) radices.push(prime);
  }
  if (rest > 1) radices.push(rest);
  return radices;
}

/** The smallest length >= `least` without primes above 5: a fast transform with a sharp error bound. */
export function smoothLength(least: number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let fives = 1; fives < best; fives *= 5) {
    for (let threes = fives; threes < best; threes *= 3) {
      let length = threes;
      while (length < least) length *= 2;
      if (length < best) best = length;
    }
  }
  return best;
}
