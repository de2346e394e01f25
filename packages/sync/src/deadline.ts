// Time limits, as users give them: milliseconds, none if left out, and a negative one is 0.

/** The moment, on `performance.now()`'s clock, when a time limit is over. */
export function deadlineAfter(caller: string, timeout: number | undefined): number {
  if (timeout === undefined) return Number.POSITIVE_INFINITY;
  if (typeof timeout !== "number" || Number.isNaN(timeout)) {
    throw new TypeError(`${caller}: timeout must be a number of milliseconds, got ${String(timeout)}`);
  }
  return performance.now() + Math.max(0, timeout);
}

/** The milliseconds left, never negative. */
export const timeLeft = (deadline: number): number => Math.max(0, deadline - performance.now());
