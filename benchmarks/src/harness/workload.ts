// The table that every workload fills in: its cases, and for each case the implementations that answer the same question.

/** What `prepare` hands back: the call that is timed, and how to let go of what it needed. */
export interface Prepared<Output> {
  /** The timed call. It may be asynchronous; its result is the answer that gets checked. */
  run(): Output | Promise<Output>;
  /** Ends pools and other resources; runs once, after the last round. */
  close?(): void | Promise<void>;
}

/** One way to compute the answer of a case. */
export interface Implementation<Input, Output> {
  /** As printed and drawn; the same name in every case makes one curve. */
  readonly name: string;
  /** Threads that compute at once: 1 for a sequential implementation; a caller that only waits is not counted. */
  readonly threads: number;
  /** Everything that is not timed: starting a warm pool, putting the input into shared memory, compiling. */
  prepare(input: Input): Prepared<Output> | Promise<Prepared<Output>>;
}

/** One input, and every implementation that is measured on it. */
export interface Case<Input, Output> {
  /** As printed, with the shape: `30 matrices of 100×100`. */
  readonly name: string;
  /** Where the case stands on the workload's axis. */
  readonly size: number;
  /** Makes the input; seeded, so that every run measures the same numbers. */
  input(): Input;
  /** The first one is the baseline that the ratios are taken against. */
  readonly implementations: readonly Implementation<Input, Output>[];
  /**
   * Throws unless `output` answers the question asked by `input`. It must not trust any of the implementations:
   * a sum is checked against a formula, a transform against its definition.
   */
  check(output: Output, input: Input): void;
}

/** A question of the HOWTO, and the cases that answer it. */
export interface Workload {
  /** The name on the command line and of the JSON file. */
  readonly name: string;
  readonly title: string;
  /** One sentence: what the numbers are to tell. */
  readonly question: string;
  /** What `size` counts, for example `matrices`. */
  readonly axis: string;
  /** The cases, smallest first; `quick` leaves out the long ones. */
  cases(options: { quick: boolean }): readonly AnyCase[];
}

// Cases of one workload differ in their input's type; the harness never looks inside, so existential types suffice.
// biome-ignore lint/suspicious/noExplicitAny: an existential type, which TypeScript spells any
export type AnyCase = Case<any, any>;
