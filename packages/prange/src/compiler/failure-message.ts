// The text of a run-time failure of compiled code, made from its site and the two numbers that arrived with it.

import { excerpt } from "../source-excerpt.ts";
import type { Site } from "./program.ts";

/**
 * The message of the RangeError for a failure.
 *
 * @example
 * failureMessage(site, 10, 10)
 * // njit: index 10 is out of range for out of length 10 (file:///home/me/dets.ts:12:5)
 * //   12 | out[i + 1] = 0;
 * //      | ^^^^^^^^^^
 */
export function failureMessage(site: Site, a: number, b: number): string {
  const where = site.url === undefined ? `line ${site.line}` : `${site.url}:${site.line}:${site.column}`;
  return `njit: ${reason(site, a, b)} (${where})\n${excerpt(site)}\n${remedy(site)}`;
}

function reason(site: Site, a: number, b: number): string {
  switch (site.kind) {
    case "index":
      return Number.isInteger(a)
        ? `index ${a} is out of range for ${site.name} of length ${b}`
        : `index ${a} of ${site.name} is not an integer`;
    case "axis":
      return Number.isInteger(a)
        ? `index ${a} is out of range for axis ${site.axis} of ${site.name}, which has length ${b}`
        : `index ${a} along axis ${site.axis} of ${site.name} is not an integer`;
    case "bound":
      return `${site.name} must be a 32-bit integer, got ${a}`;
    case "counter":
      return `the counter ${site.name} would leave the 32-bit integers`;
    case "length":
      return `${site.name} has length ${a}, and compiled code indexes at most ${b}`;
    case "view":
      return `the view reaches from ${a} beyond axis ${site.axis} of ${site.name}, which has length ${b}`;
  }
}

function remedy(site: Site): string {
  switch (site.kind) {
    case "index":
    case "axis":
      return "Compare the loop's bounds with the array's length.";
    case "bound":
      return "Round it first, for example with Math.floor.";
    case "counter":
      return "Split the loop into loops of fewer than 2^31 iterations.";
    case "length":
      return "Pass it in pieces.";
    case "view":
      return "Compare the view's bounds with the array's shape.";
  }
}
