// How a loop's iterations are dealt: chunks that threads take, and within them runs, each one call of the kernel.

/** A chunk is what a thread takes at once; a run is one call of the compiled loop, with a reduction partial of its own. */
export interface Schedule {
  /** Iterations in a chunk; the last may be shorter. */
  readonly chunk: number;
  /** Number of chunks. */
  readonly chunks: number;
  /** Iterations in a run; a chunk's last may be shorter. */
  readonly run: number;
  /** Runs in a full chunk. */
  readonly runsPerChunk: number;
}

/** As many chunks as the ticket word can count. */
export const MAX_CHUNKS = 2 ** 22 - 1;

// V8 replaces its baseline code only between calls: one long call would stay 2.4 to 3 times slow to its end.
const MAX_RUN = 2_000;

// With 16 chunks a thread, the last one to finish keeps the others waiting for 3 % of the loop on average.
const CHUNKS_PER_THREAD = 16;

/**
 * Deals `iterations` out to `threads`. A pure function of its arguments, which is what makes a reduction repeat bit for
 * bit: partials are one for each run, combined in order, whichever thread took them.
 *
 * @param iterations - at least 1
 * @param chunksize - iterations in a chunk; 0 leaves the choice to mp
 */
export function schedule(iterations: number, threads: number, chunksize: number): Schedule {
  const wished = chunksize > 0 ? chunksize : Math.ceil(iterations / (threads * CHUNKS_PER_THREAD));
  const chunk = Math.min(Math.max(wished, Math.ceil(iterations / MAX_CHUNKS)), iterations);
  const runsPerChunk = Math.ceil(chunk / MAX_RUN);
  return { chunk, chunks: Math.ceil(iterations / chunk), run: Math.ceil(chunk / runsPerChunk), runsPerChunk };
}
