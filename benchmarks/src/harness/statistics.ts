// Order statistics of timing samples: medians and ranges, because the noise of a shared machine only ever adds time.

/** The middle of some samples and how far they reach, in the samples' unit. */
export interface Summary {
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** First and third quartile: half of the samples lie between them. */
  readonly lower: number;
  readonly upper: number;
}

/**
 * Takes the quantile of sorted values, interpolating linearly between neighbours (NumPy's default, R's type 7).
 *
 * @throws RangeError if there is no value, or `q` is outside 0 … 1.
 * @example quantile([1, 2, 3, 10], 0.5) // => 2.5
 */
export const quantile = (sorted: readonly number[], q: number): number => {
  if (sorted.length === 0) throw new RangeError("quantile: needs at least one value, got none");
  if (!(q >= 0 && q <= 1)) throw new RangeError(`quantile: q must lie in 0 … 1, got ${q}`);
  const position = q * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below]! + (position - below) * (sorted[above]! - sorted[below]!);
};

/**
 * Summarises samples in any order.
 *
 * @throws RangeError if a sample is not a finite number: a NaN would sort anywhere and spoil every figure silently.
 * @example summarize([3, 1, 2]).median // => 2
 */
export const summarize = (samples: readonly number[]): Summary => {
  const odd = samples.find((sample) => !Number.isFinite(sample));
  if (odd !== undefined) throw new RangeError(`summarize: samples must be finite numbers, got ${odd}`);
  const sorted = [...samples].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
    lower: quantile(sorted, 0.25),
    upper: quantile(sorted, 0.75),
  };
};

/**
 * Summarises how many times faster `rounds` was than `baseline`, round by round.
 *
 * The ratio is taken within a round and only then summarised: what slows the machine for a second slows both sides of
 * that ratio, where a ratio of two medians would compare different seconds.
 *
 * @param baseline samples of the baseline, one list a round
 * @param rounds samples of the other implementation, one list a round
 * @returns above 1 where the other implementation is faster
 * @throws RangeError if the two do not have the same number of rounds.
 */
export const speedup = (baseline: readonly (readonly number[])[], rounds: readonly (readonly number[])[]): Summary => {
  if (baseline.length !== rounds.length) {
    throw new RangeError(`speedup: needs rounds in pairs, got ${baseline.length} and ${rounds.length}`);
  }
  return summarize(baseline.map((samples, round) => summarize(samples).median / summarize(rounds[round]!).median));
};

/** What a speed-up says once its spread is counted in: most rounds must agree before it is called a win or a loss. */
export type Verdict = "faster" | "slower" | "no difference";

/** Judges a speed-up by its quartiles: three rounds in four have to be on one side of 1. */
export const verdict = ({ lower, upper }: Summary): Verdict =>
  lower > 1 ? "faster" : upper < 1 ? "slower" : "no difference";
