// Cutting the input of a map into chunks: Python's rule.

/** Chunks that each worker gets: few enough to cost little, enough that an uneven one does not hold up the rest. */
const chunksPerWorker = 4;

/** `ceil(length / (4 * workers))`, at least 1: Python's default chunk size. */
export const defaultChunksize = (length: number, workers: number): number =>
  Math.max(1, Math.ceil(length / (chunksPerWorker * workers)));

/** Bounds of the chunks of a list: `[0, size), [size, 2 * size), …`. */
export function* chunkBounds(length: number, chunksize: number): Generator<[start: number, stop: number]> {
  for (let start = 0; start < length; start += chunksize) yield [start, Math.min(length, start + chunksize)];
}
