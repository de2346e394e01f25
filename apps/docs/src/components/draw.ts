// Draws one figure with Observable Plot; loaded in the browser only, when a figure comes into view of the program.

import { formatRatio, formatTime } from "@benchmarks/src/harness/format.ts";
import * as Plot from "@observablehq/plot";
import type { Look, Measure, Point } from "./series.ts";

export interface Drawing {
  readonly points: readonly Point[];
  readonly looks: readonly Look[];
  readonly measure: Measure;
  /** Below the x axis, for example `matrices`. */
  readonly axis: string;
  readonly description: string;
  readonly scale: "linear" | "log";
  readonly width: number;
}

/** The interval to draw, with some air at both ends. A speed-up is read against 1, so 1 is in the picture. */
const logDomain = (values: readonly number[], measure: Measure): [number, number] => {
  const shown = measure === "speedup" ? [...values, 1] : values;
  return [Math.min(...shown) / 1.15, Math.max(...shown) * 1.15];
};

/** The powers of ten within an interval, with 2 and 5 or with 3 where there are few. */
const logTicks = ([least, most]: readonly [number, number]): number[] => {
  const [low, high] = [Math.floor(Math.log10(least)), Math.ceil(Math.log10(most))];
  const steps = high - low <= 2 ? [1, 2, 5] : high - low <= 4 ? [1, 3] : [1];
  return Array.from({ length: high - low + 1 }, (_, i) => steps.map((step) => step * 10 ** (low + i)))
    .flat()
    .filter((tick) => tick >= least && tick <= most);
};

const count = (size: number): string => size.toLocaleString("en");

/** Returns the figure as an SVG element, its colours taken from the theme's variables. */
export const draw = ({ points, looks, measure, axis, description, scale, width }: Drawing): Element => {
  const format = measure === "time" ? formatTime : formatRatio;
  const sizes = [...new Set(points.map(({ size }) => size))];
  const values = points.flatMap(({ lower, upper }) => [lower, upper]).filter((value) => value > 0);
  const domain: [number, number] = scale === "log" ? logDomain(values, measure) : [0, Math.max(...values, 1e-9) * 1.05];
  const channels = { x: "size", y: "median", stroke: "series" } as const;
  const title = ({ series, size, median, min, max }: Point): string =>
    `${series}\n${count(size)} ${axis}\n${format(median)}  (${format(min)} – ${format(max)})`;
  const figure = Plot.plot({
    width,
    height: Math.max(280, Math.min(420, width * 0.55)),
    marginLeft: 62,
    marginRight: 18,
    marginBottom: 42,
    className: "benchmark-figure",
    ariaLabel: description,
    style: { background: "transparent", fontFamily: "inherit", fontSize: "12px", overflow: "visible" },
    x: {
      type: sizes.length > 1 ? "log" : "point",
      label: `number of ${axis} →`,
      ticks: sizes.filter(
        (size, i) =>
          i === 0 || i === sizes.length - 1 || width / sizes.length > 62 || size === 10 ** Math.round(Math.log10(size)),
      ),
      tickFormat: count,
      labelAnchor: "center",
      labelOffset: 38,
    },
    y: {
      type: scale,
      label: measure === "time" ? "↑ time a call" : "↑ times as fast as the baseline",
      domain,
      ticks: scale === "log" ? logTicks(domain) : 6,
      // 10 ms and not 10.0 ms: a tick is a round number.
      tickFormat: (value: number) => format(value).replace(/\.0+(?=\D)/, ""),
      grid: true,
    },
    color: { domain: looks.map(({ name }) => name), range: looks.map(({ colour }) => colour) },
    symbol: { domain: looks.map(({ name }) => name), range: looks.map(({ symbol }) => symbol) },
    marks: [
      measure === "speedup" ? Plot.ruleY([1], { strokeDasharray: "4 3", strokeOpacity: 0.7 }) : null,
      Plot.areaY(points, { x: "size", y1: "lower", y2: "upper", fill: "series", fillOpacity: 0.16, z: "series" }),
      Plot.line(points, { ...channels, z: "series", strokeWidth: 1.8 }),
      Plot.dot(points, { ...channels, symbol: "series", fill: "var(--ifm-background-color)", r: 4, strokeWidth: 1.8 }),
      Plot.tip(
        points,
        Plot.pointer({
          x: "size",
          y: "median",
          title,
          fill: "var(--ifm-background-surface-color)",
          stroke: "var(--ifm-color-emphasis-300)",
          fontSize: 12,
        }),
      ),
    ],
  });
  figure.setAttribute("role", "img");
  return figure;
};

/** A curve's symbol, for the legend. */
export const drawSymbol = ({ colour, symbol }: Look): Element => {
  const glyph = Plot.plot({
    width: 18,
    height: 18,
    margin: 0,
    axis: null,
    style: { background: "transparent" },
    marks: [
      Plot.dot([0], {
        frameAnchor: "middle",
        symbol: symbol as Plot.SymbolType,
        stroke: colour,
        fill: "none",
        strokeWidth: 2,
        r: 5,
      }),
    ],
  });
  glyph.setAttribute("aria-hidden", "true");
  return glyph;
};
