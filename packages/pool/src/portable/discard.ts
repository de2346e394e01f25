// Messages that nobody will receive.

import { release } from "@mp/sync/internal";
import { decodeValue, prepareValue } from "./decode.ts";
import type { ErrorForm, FunctionForm, Part, ValueForm } from "./forms.ts";
import { partsOf, valuesOf } from "./nested.ts";

/**
 * Gives back what an undelivered form holds. Each form is either decoded, once, in one thread, or discarded.
 *
 * @param form What `encodeValue`, `encodeResult` or `packFunction` made.
 */
export const discard = (form: ValueForm | FunctionForm): void => {
  const graph = typeof form === "object" && form !== null && "graph" in form ? form.graph : form;
  for (const part of partsOf(graph)) giveBack(part);
};

/** As {@link discard}, of an error. */
export const discardError = (form: ErrorForm): void => {
  for (const value of valuesOf(form)) discard(value);
};

const giveBack = (part: Part): void => {
  if (part.kind === "array") {
    if (part.block !== 0) release(part.block);
  } else if (part.kind === "portable") {
    // Only its class knows what it holds: received here, and let go.
    const form = { "mp.form": "graph", root: { "mp.part": 0 }, parts: [part] } as const;
    const loading = prepareValue(form);
    if (loading === undefined) decodeValue(form);
    else void loading.then(() => decodeValue(form));
  }
};
