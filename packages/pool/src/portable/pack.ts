// Makes a message of a graph: every shared thing in it gets a reference of its own, which the receiver takes over.

import { portable } from "@mp/sync";
import { blockOf, retain } from "@mp/sync/internal";
import { discard } from "./discard.ts";
import { ErrorTable, encodeError } from "./encode-error.ts";
import type { Graph, Part } from "./forms.ts";
import type { LivePart } from "./graph-builder.ts";
import { isHeapView, isPortable } from "./kinds.ts";

/** A graph whose parts may be live things. */
export interface LiveGraph {
  root: unknown;
  parts: LivePart[];
}

/** The graph as one message carries it. To be called once per message. */
export const pack = ({ root, parts }: LiveGraph, errors = new ErrorTable()): Graph => {
  const packed: Part[] = [];
  const graph = { "mp.form": "graph", root, parts: packed } as const;
  try {
    for (const part of parts) packed.push(packPart(part, errors));
    return graph;
  } catch (error) {
    discard(graph);
    throw error;
  }
};

const packPart = (part: LivePart, errors: ErrorTable): Part => {
  if (part.kind !== "live") return part;
  const { object } = part;
  if (object instanceof Error) return { kind: "error", error: encodeError(object, errors) };
  if (isPortable(object)) {
    const { module, name, state } = object[portable]();
    return { kind: "portable", module, name, state };
  }
  if (isHeapView(object)) return packView(object);
  throw new TypeError("pool: a live part must be an error, a portable object or a view of the heap");
};

const packView = (view: ArrayBufferView | SharedArrayBuffer): Part => {
  const isView = ArrayBuffer.isView(view);
  const block = blockOf(isView ? view.buffer : view) ?? 0;
  if (block !== 0) retain(block);
  if (!isView) return { kind: "array", block, type: undefined, byteOffset: 0, length: view.byteLength };
  // By the type tag: Node's Buffer is a Uint8Array, subclasses are what they extend, as structured clone has it.
  const type = Object.prototype.toString.call(view).slice(8, -1);
  const length = view instanceof DataView ? view.byteLength : (view as Uint8Array).length;
  return { kind: "array", block, type, byteOffset: view.byteOffset, length };
};
