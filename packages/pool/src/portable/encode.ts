// Arguments and results on their way out.

import { SerializationError } from "../errors.ts";
import type { ErrorTable } from "./encode-error.ts";
import type { ValueForm } from "./forms.ts";
import { pathToGlobalObject } from "./global-objects.ts";
import { type FunctionShipper, GraphBuilder, isMarked, type LivePart } from "./graph-builder.ts";
import { kindOf } from "./kinds.ts";
import { isGraph } from "./nested.ts";
import { pack } from "./pack.ts";
import { contains, eachElement, NestingError } from "./walk.ts";

let shipper: FunctionShipper | undefined;

/** From now on functions can be sent too; called by the module that knows how. */
export const useShipper = (functions: FunctionShipper): void => {
  shipper = functions;
};

/** Primitives, and plain objects and arrays of them: most arguments, and structured clone's own. */
const isFlat = (value: unknown): boolean => {
  if (typeof value !== "object") return typeof value !== "function" && typeof value !== "symbol";
  if (value === null) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Array.prototype) return (value as unknown[]).every(isPrimitive);
  if (prototype !== Object.prototype || isMarked(value) || pathToGlobalObject(value) !== undefined) return false;
  for (const key in value) if (!isPrimitive((value as Record<string, unknown>)[key])) return false;
  return true;
};

const isPrimitive = (value: unknown): boolean => {
  const type = typeof value;
  return type === "number" || type === "string" || type === "boolean" || value === null || value === undefined;
};

/**
 * Prepares a value for a message. Plain data is returned as it is. Each form is for one delivery: what is shared in it
 * is held until `decodeValue` takes it over in the other thread, or until `discard`.
 *
 * @param path What the value is to the caller, for errors: `args[0]`.
 * @param errors Those that are written already in the message that the form becomes a part of.
 * @throws {CaptureError} A function inside captures what cannot be sent.
 * @throws {SerializationError} A function or symbol inside cannot be sent, or the value is nested too deeply.
 */
export const encodeValue = (value: unknown, path: string, errors?: ErrorTable): ValueForm => {
  if (isFlat(value)) return value;
  const builder = new GraphBuilder({ shipper, strict: false });
  const root = withinDepth(path, () => builder.value(value, { path }));
  return builder.parts.length === 0 ? value : pack({ root, parts: builder.parts as LivePart[] }, errors);
};

/** As {@link encodeValue}, in a worker: what it takes to send functions is loaded there when a result has one. */
export const encodeResult = (value: unknown, path: string): ValueForm | Promise<ValueForm> => {
  if (shipper !== undefined || isFlat(value)) return encodeValue(value, path);
  const hasFunction = withinDepth(path, () => contains(value, (item) => typeof item === "function", new Set()));
  if (!hasFunction) return encodeValue(value, path);
  return import("./send.ts").then(() => encodeValue(value, path));
};

/** Does `work`, which walks through a value: structured clone would overflow the stack of its reader, and end its thread. */
const withinDepth = <T>(path: string, work: () => T): T => {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof NestingError)) throw cause;
    throw new SerializationError(
      `pool: ${path} cannot cross to another thread: ${cause.message}; put its nodes into an array, and indices in place of links`,
      { path },
    );
  }
};

/**
 * After `postMessage` has refused a message: what is wrong with this part of it, or nothing if it is not to blame.
 *
 * @param path What the value is to the caller: `args[0]`, `the result`.
 */
export const explainUncloneable = (form: ValueForm, path: string): SerializationError | undefined => {
  const cause = cloneError(form);
  if (cause === undefined) return undefined;
  const value = isGraph(form) ? form.root : form;
  const culprit = findCulprit(value, path) ?? { path, value };
  return new SerializationError(
    `pool: ${culprit.path} (${kindOf(culprit.value)}) cannot cross to another thread: ${(cause as Error).message.replace(/\.$/, "")}; ` +
      "pass plain data, typed arrays or shared objects, and make the rest in the worker",
    { path: culprit.path, cause },
  );
};

/** Whether structured clone takes a form. */
export const isCloneable = (form: ValueForm): boolean => isFlat(form) || cloneError(form) === undefined;

const cloneError = (value: unknown): unknown => {
  try {
    structuredClone(value);
    return undefined;
  } catch (error) {
    return error;
  }
};

/** The innermost thing inside a value that cannot be cloned. */
export const findCulprit = (
  value: unknown,
  path: string,
  seen = new Set<unknown>(),
): { path: string; value: unknown } | undefined => {
  if (seen.has(value) || cloneError(value) === undefined) return undefined;
  seen.add(value);
  let found: { path: string; value: unknown } | undefined;
  if (typeof value === "object" && value !== null) {
    eachElement(value, path, (item, place) => {
      found ??= findCulprit(item, place, seen);
    });
  }
  return found ?? { path, value };
};
