// Numbers as people read them: times with a fitting unit, ratios with the digits that mean something.

/** Formats milliseconds, for example `850 µs`, `12.3 ms`, `1.25 s`. */
export const formatTime = (milliseconds: number): string => {
  const [value, unit] =
    milliseconds < 1
      ? [milliseconds * 1000, "µs"]
      : milliseconds < 1000
        ? [milliseconds, "ms"]
        : [milliseconds / 1000, "s"];
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)} ${unit}`;
};

/** Formats a speed-up, for example `1.94×`, `0.06×`, `21×`. */
export const formatRatio = (ratio: number): string =>
  `${ratio >= 100 ? ratio.toFixed(0) : ratio >= 10 ? ratio.toFixed(1) : ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2)}×`;
