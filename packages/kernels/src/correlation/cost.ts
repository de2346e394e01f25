// What a correlation is estimated to cost, either way.

/** Nanoseconds of one tap of one output, and of one point of one transform per doubling of the points. */
const tapTime = 0.5;
const pointTime = 1.5;

export function directCost(outputs: number, taps: number): number {
  return tapTime * outputs * taps;
}

/** Two transforms for a matrix with itself, three for two matrices; each of real numbers. */
export function transformCost(points: number, transforms: number): number {
  return pointTime * transforms * points * Math.log2(points + 1);
}
