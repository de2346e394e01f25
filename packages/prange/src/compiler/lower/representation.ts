// How values are held, by what is known of all of them.

import { isI32 } from "../infer/number-facts.ts";
import type { Value } from "../infer/value.ts";
import type { Representation } from "./storage.ts";

/** The representation of a scalar with the values `value`; undefined for what is no scalar. */
export function representationOf(value: Value | undefined): Representation | undefined {
  switch (value?.kind) {
    case "number":
      return isI32(value) ? "i32" : "f64";
    case "boolean":
      return "boolean";
    default:
      return undefined;
  }
}
