// Errors on their way in: as whole as they were thrown, and with the place where their call was submitted.

import { host } from "#platform";
import { GraphReader, prepareValue } from "./decode.ts";
import type { ErrorForm, ErrorType, ValueForm } from "./forms.ts";
import { loadModules } from "./loading.ts";
import { errorsOf, isGraph, type Thrown, valuesOf } from "./nested.ts";

type ErrorClass = new (...args: never[]) => Error;

/** What stands between the worker's frames and the caller's. */
const divider = "    --- called from ---";

/**
 * The error of a delivered form.
 *
 * @param submitted Frames of the stack of the call, which are put below those of the worker.
 */
export const decodeError = async (form: ErrorForm, submitted?: string): Promise<unknown> => {
  const reader = new ErrorReader(form);
  await reader.prepare();
  return reader.read(form, submitted);
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

/** Reads the errors of one message. Each is made once, wherever it comes up first. */
export class ErrorReader {
  readonly #form: ErrorForm;
  readonly #forms = new Map<number, Thrown>();
  readonly #classes = new Map<number, ErrorClass>();
  readonly #made = new Map<number, Error>();

  constructor(form: ErrorForm) {
    this.#form = form;
    for (const error of errorsOf(form)) this.#forms.set(error.id, error);
  }

  /** Loads the classes and whatever modules the values need; without it, errors are of built-in classes. */
  async prepare(): Promise<void> {
    for (const { id, type } of this.#forms.values()) {
      const found = type && (await classOf(type));
      if (found !== undefined) this.#classes.set(id, found);
    }
    for (const value of valuesOf(this.#form)) await prepareValue(value);
  }

  /** @param submitted Frames of the call's stack, which are put below those of the worker. */
  read(form: ErrorForm, submitted?: string): unknown {
    if (form.thrown === "value") return this.#value(form.value);
    const known = this.#made.get(form.id);
    if (known !== undefined) return known;
    const written = this.#forms.get(form.id);
    return written && this.#make(written, submitted);
  }

  #value(form: ValueForm): unknown {
    return isGraph(form) ? new GraphReader(form, this).read() : form;
  }

  #make(form: Thrown, submitted: string | undefined): Error {
    const error = makeNative(form);
    this.#made.set(form.id, error);
    const type = this.#classes.get(form.id);
    if (type !== undefined) Object.setPrototypeOf(error, type.prototype);
    for (const [key, value] of Object.entries(form.properties)) hide(error, key, this.#value(value), true);
    if (error.name !== form.name) hide(error, "name", form.name);
    if (error.message !== form.message) hide(error, "message", form.message);
    if (form.cause) hide(error, "cause", this.read(form.cause.error));
    if (form.errors) {
      const errors = form.errors.map((one) => this.read(one));
      hide(error, "errors", errors);
    }
    const stack = form.stack ?? `${form.name}: ${form.message}`;
    hide(error, "stack", submitted ? `${stack}\n${divider}\n${submitted}` : stack);
    return error;
  }
}

const makeNative = ({ native, name, message }: Thrown): Error => {
  if (native === "DOMException") return new DOMException(message, name);
  if (native === "AggregateError") return new AggregateError([], message);
  return new (globalThis as unknown as Record<string, new (message: string) => Error>)[native]!(message);
};

const hide = (error: Error, key: string, value: unknown, enumerable = false): void => {
  Object.defineProperty(error, key, { value, writable: true, configurable: true, enumerable });
};
