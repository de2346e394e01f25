// Writes times as people read them: three figures and a unit.

const threeFigures = (value: number): string => value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : 2);

/**
 * Writes a time given in milliseconds.
 *
 * @example
 * formatDuration(0.0123); // => "12.3 µs"
 * formatDuration(1234); // => "1.23 s"
 */
export const formatDuration = (milliseconds: number): string => {
  if (milliseconds < 0.9995) return `${threeFigures(milliseconds * 1000)} µs`;
  if (milliseconds < 999.5) return `${threeFigures(milliseconds)} ms`;
  return `${threeFigures(milliseconds / 1000)} s`;
};

/**
 * Writes how many times as fast something is as a reference.
 *
 * @example
 * formatRatio(1.9); // => "1.9×"
 */
export const formatRatio = (ratio: number): string => {
  if (ratio >= 99.5) return `${Math.round(ratio)}×`;
  return ratio >= 9.95 ? `${ratio.toFixed(0)}×` : ratio >= 0.095 ? `${ratio.toFixed(1)}×` : `${ratio.toFixed(2)}×`;
};
