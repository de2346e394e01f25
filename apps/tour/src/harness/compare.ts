// Compares a program's answer with the sequential one: to the last bit, since both did the same arithmetic.

/** What is wrong with an answer, or undefined if it is right. */
export type Complaint = string | undefined;

/** Two numbers must be the same number; -0 is 0 here, and NaN is NaN. */
export const sameNumber = (actual: number, expected: number): Complaint =>
  actual === expected || Object.is(actual, expected) ? undefined : `expected ${expected}, got ${actual}`;

/** Two arrays of numbers must have the same length and the same numbers. */
export const sameNumbers = (actual: ArrayLike<number>, expected: ArrayLike<number>): Complaint => {
  if (actual.length !== expected.length) return `expected ${expected.length} numbers, got ${actual.length}`;
  for (let index = 0; index < expected.length; index++) {
    const complaint = sameNumber(actual[index]!, expected[index]!);
    if (complaint) return `at ${index}: ${complaint}`;
  }
  return undefined;
};

/** The first complaint of many comparisons, with its place. */
export const firstComplaint = (complaints: Iterable<Complaint>, what: string): Complaint => {
  let index = 0;
  for (const complaint of complaints) {
    if (complaint) return `${what} ${index}: ${complaint}`;
    index++;
  }
  return undefined;
};
