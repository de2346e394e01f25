// Errors on their way in: as whole as they were thrown, and with the place where their call was submitted.

import { host } from "#platform";
import { decodeValue, GraphReader, prepareValue } from "./decode.ts";
import type { ErrorForm, ErrorType } from "./forms.ts";
import { loadModules } from "./loading.ts";

type ErrorClass = new (...args: never[]) => Error;
type Thrown = ErrorForm & { thrown: "error" };

/** What stands between the worker's frames and the caller's. */
const divider = "    --- called from ---";

/**
 * The error of a delivered form.
 *
 * @param submitted Frames of the stack of the call, which are put below those of the worker.
 */
export const decodeError = async (form: ErrorForm, submitted?: string): Promise<unknown> => {
  const classes = new Map<Thrown, ErrorClass>();
  await prepare(form, classes);
  return decodeErrorWith(form, classes, submitted);
};

const prepare = async (form: ErrorForm, classes: Map<Thrown, ErrorClass>): Promise<void> => {
  if (form.thrown === "value") return prepareValue(form.value);
  const type = form.type && (await classOf(form.type));
  if (type !== undefined) classes.set(form, type);
  for (const value of Object.values(form.properties)) await prepareValue(value);
  for (const inner of [...(form.cause ? [form.cause.error] : []), ...(form.errors ?? [])])
    await prepare(inner, classes);
};

const classOf = async (type: ErrorType): Promise<ErrorClass | undefined> => {
  const found = type.by === "part" ? await partClass(type) : await scriptClass(type);
  return typeof found === "function" && found.prototype instanceof Error ? (found as ErrorClass) : undefined;
};

const partClass = async ({ part }: ErrorType & { by: "part" }): Promise<unknown> => {
  try {
    await soon(loadModules([part]));
    return new GraphReader({ "mp.form": "graph", root: { "mp.part": 0 }, parts: [part] }).read();
  } catch {
    // Its module cannot be loaded in this thread: the error keeps its name, without its class.
    return undefined;
  }
};

const scriptClass = async ({ url, name }: ErrorType & { by: "script" }): Promise<unknown> => {
  // The entry is not imported again; what it makes itself comes back as an echo.
  if (url === host.entry()) return undefined;
  try {
    const exports = (await soon(host.importModule(url))) as Record<string, unknown>;
    const candidates = [...Object.values(exports), ...Object.values(Object(exports.default ?? {}))];
    return candidates.find((value) => typeof value === "function" && value.name === name);
  } catch {
    // As above.
    return undefined;
  }
};

/** A module that is waiting for this very call, at its top level, is never loaded before the call ends. */
const longestLoad = 1000;

const soon = async <T>(loading: Promise<T> | undefined): Promise<T | undefined> => {
  if (loading === undefined) return undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, longestLoad, undefined);
  });
  try {
    return await Promise.race([loading, tooLong]);
  } finally {
    clearTimeout(timer);
  }
};

/** As {@link decodeError}, with the classes that are known by now. */
export const decodeErrorWith = (
  form: ErrorForm,
  classes: ReadonlyMap<Thrown, ErrorClass> | undefined,
  submitted: string | undefined,
): unknown => {
  if (form.thrown === "value") return decodeValue(form.value);
  const error = makeNative(form);
  const type = classes?.get(form);
  if (type !== undefined) Object.setPrototypeOf(error, type.prototype);
  for (const [key, value] of Object.entries(form.properties)) hide(error, key, decodeValue(value), true);
  if (error.name !== form.name) hide(error, "name", form.name);
  if (error.message !== form.message) hide(error, "message", form.message);
  if (form.cause) hide(error, "cause", decodeErrorWith(form.cause.error, classes, undefined));
  if (form.errors)
    hide(
      error,
      "errors",
      form.errors.map((one) => decodeErrorWith(one, classes, undefined)),
    );
  const stack = form.stack ?? `${form.name}: ${form.message}`;
  hide(error, "stack", submitted ? `${stack}\n${divider}\n${submitted}` : stack);
  return error;
};

const makeNative = ({ native, name, message }: Thrown): Error => {
  if (native === "DOMException") return new DOMException(message, name);
  if (native === "AggregateError") return new AggregateError([], message);
  return new (globalThis as unknown as Record<string, new (message: string) => Error>)[native]!(message);
};

const hide = (error: Error, key: string, value: unknown, enumerable = false): void => {
  Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable });
};
