// Functions on their way out: described once, described again when what they capture has changed, packed per message.

import { host, restInspector } from "#platform";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "../inspect/any-function.ts";
import { findCulprit, useShipper } from "./encode.ts";
import type { FunctionForm } from "./forms.ts";
import { GraphBuilder, type LivePart } from "./graph-builder.ts";
import { type LiveGraph, pack } from "./pack.ts";
import { sameGraph } from "./same.ts";
import { functionShipper, mayChange } from "./ship-function.ts";

export { bind } from "../inspect/bind.ts";
export { moduleTask } from "./module-task.ts";

useShipper(functionShipper);

/** A function as it was when it was described: what it captures is a snapshot. */
export interface FunctionDescription {
  /** One number per function. */
  readonly id: number;
  /** Grows when what the function captures has changed. Workers know a function by `id` and `version`. */
  readonly version: number;
  readonly name: string;
  /** Bytes of shared memory that it captures: whoever knows the function keeps them. */
  readonly held: number;
}

interface Described extends FunctionDescription {
  graph: LiveGraph;
}

interface Entry {
  described: Described;
  /** Nothing that it captures can change. */
  settled: boolean;
  /** Turn of the event loop in which it was last looked at. */
  turn: number;
}

const entries = new WeakMap<AnyFunction, Entry>();
let lastId = 0;

/**
 * Describes a function so that it can be sent, or finds that its last description still holds.
 *
 * A function without captures, or one that travels by reference, costs a look-up after the first time. The variables of
 * any other are compared with what they were: for `map` at each call, for `apply` once in a turn of the event loop.
 *
 * @throws {TypeError} `fn` is not a function.
 * @throws {CaptureError} It cannot be sent.
 */
export const describeFunction = (fn: AnyFunction, use: "map" | "apply"): FunctionDescription => {
  const entry = entries.get(fn);
  if (entry !== undefined && (entry.settled || (use === "apply" && entry.turn === currentTurn())))
    return entry.described;
  if (typeof fn !== "function") {
    throw new TypeError(`pool: needs a function, got ${fn === null ? "null" : typeof fn}; pass the function itself`);
  }
  try {
    return describe(fn, entry);
  } catch (error) {
    // What matters is the user's line, not how deep in here the culprit was found.
    if (error instanceof CaptureError) Error.captureStackTrace?.(error, describeFunction);
    throw error;
  } finally {
    restInspector("soon");
  }
};

/** Makes the message of a description: once for each worker that it is sent to, or `discard`ed. */
export const packFunction = (description: FunctionDescription): FunctionForm => ({
  graph: pack((description as Described).graph),
});

const describe = (fn: AnyFunction, entry: Entry | undefined): FunctionDescription => {
  const builder = new GraphBuilder({ shipper: functionShipper, strict: true });
  const root = builder.value(fn, { path: fn.name || "function", captured: true });
  const graph = { root, parts: builder.parts as LivePart[] };
  const settled = !builder.changeable && builder.functions.every((one) => !mayChange(one));
  const turn = currentTurn();
  if (entry !== undefined && sameGraph(entry.described.graph, graph)) {
    Object.assign(entry, { settled, turn });
    return entry.described;
  }
  const { id, version } = entry?.described ?? { id: ++lastId, version: 0 };
  const described = {
    id,
    version: version + 1,
    name: fn.name,
    held: heldBytes(graph),
    graph: builder.changeable ? snapshot(graph) : graph,
  };
  entries.set(fn, { described, settled, turn });
  return described;
};

const heldBytes = ({ parts }: LiveGraph): number => {
  let bytes = 0;
  for (const part of parts) {
    if (part.kind !== "live") continue;
    // A view of the heap; a `SharedArray` has one. Locks and values are small, but not nothing.
    const { byteLength, array } = part.object as { byteLength?: unknown; array?: unknown };
    if (typeof byteLength === "number") bytes += byteLength;
    else if (ArrayBuffer.isView(array)) bytes += array.byteLength;
    else bytes += 64;
  }
  return bytes;
};

/** Copies the plain data, in one go so that what was one object stays one. */
const snapshot = (graph: LiveGraph): LiveGraph => {
  const captures = graph.parts.map((part) => ("captures" in part ? { ...part, token: undefined } : part));
  try {
    const live = captures.map((part) => (part.kind === "live" ? undefined : part));
    const copy = structuredClone({ root: graph.root, parts: live });
    return { root: copy.root, parts: graph.parts.map((part, index) => restore(part, copy.parts[index])) };
  } catch (cause) {
    throw explain(graph, cause);
  }
};

const restore = (part: LivePart, copy: LivePart | undefined): LivePart => {
  if (copy === undefined) return part;
  return "captures" in copy && "captures" in part ? { ...copy, token: part.token } : copy;
};

const explain = ({ parts }: LiveGraph, cause: unknown): CaptureError => {
  for (const part of parts) {
    if (part.kind !== "code" && part.kind !== "members") continue;
    const values = part.kind === "code" ? { ...part.captures, ...part.properties } : part.members;
    for (const [name, value] of Object.entries(values)) {
      const culprit = findCulprit(value, name);
      if (culprit === undefined) continue;
      const { line, url: file } = part.kind === "code" ? part.site : { line: undefined, url: undefined };
      return functionShipper.refuse(culprit.value, { path: culprit.path, line, file }) as CaptureError;
    }
  }
  return new CaptureError(`pool: cannot ship the function: ${(cause as Error).message}`, {
    variable: "function",
    kind: "function",
    cause,
  });
};

let turn = 0;
let turning = false;

/** The number of this turn of the event loop. */
const currentTurn = (): number => {
  if (!turning) {
    turning = true;
    host.afterTurn(() => {
      turn += 1;
      turning = false;
    });
  }
  return turn;
};
