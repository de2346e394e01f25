// Errors on their way out: class, name, message, own properties, cause, parts and stack.

import { discard } from "./discard.ts";
import { encodeValue, isCloneable } from "./encode.ts";
import { errorClassOf, nativeClassOf } from "./error-class.ts";
import type { ErrorForm, ValueForm } from "./forms.ts";
import { kindOf } from "./kinds.ts";

/** Errors inside errors below this level have no cause and no properties: a chain may be long. */
const deepest = 16;

/** What stands for something that throws when it is read. */
const unreadable = "[unreadable]";

/** The errors of one message: each is written once, and its number stands wherever else it comes up, inside itself even. */
export class ErrorTable {
  /** How many errors the one that is being written is in. */
  depth = 0;
  readonly #numbers = new Map<Error, number>();

  get size(): number {
    return this.#numbers.size;
  }

  numberOf(error: Error): number | undefined {
    return this.#numbers.get(error);
  }

  add(error: Error): number {
    const number = this.#numbers.size;
    this.#numbers.set(error, number);
    return number;
  }

  /** Forgets the errors after the first `size`: what they were written in is not sent. */
  shorten(size: number): void {
    for (const [error, number] of this.#numbers) if (number >= size) this.#numbers.delete(error);
  }
}

/** Prepares an error, or whatever was thrown, for a message. Never throws, whatever getters and proxies there are in it. */
export const encodeError = (error: unknown, table = new ErrorTable()): ErrorForm =>
  attempt(() => error instanceof Error)
    ? encodeThrown(error as Error, table)
    : { thrown: "value", value: safely(error, "the error", table) };

const encodeThrown = (error: Error, table: ErrorTable): ErrorForm => {
  const known = table.numberOf(error);
  if (known !== undefined) return { thrown: "again", id: known };
  const id = table.add(error);
  table.depth += 1;
  const whole = table.depth <= deepest;
  const stack = read(error, "stack");
  const form: ErrorForm = {
    thrown: "error",
    id,
    type: attempt(() => errorClassOf(error)),
    native: attempt(() => nativeClassOf(error)) ?? "Error",
    name: textOf(read(error, "name")),
    message: textOf(read(error, "message")),
    stack: typeof stack === "string" && stack !== unreadable ? stack : undefined,
    properties: whole ? propertiesOf(error, table) : {},
    cause: whole && hasOwn(error, "cause") ? { error: encodeError(read(error, "cause"), table) } : undefined,
    errors: whole ? listOf(read(error, "errors"))?.map((one) => encodeError(one, table)) : undefined,
  };
  table.depth -= 1;
  return form;
};

const propertiesOf = (error: Error, table: ErrorTable): Record<string, ValueForm> => {
  const keys = new Set(attempt(() => Object.keys(error)));
  if (hasOwn(error, "name")) keys.add("name");
  for (const written of ["message", "stack", "cause", "errors"]) keys.delete(written);
  return Object.fromEntries(Array.from(keys, (key) => [key, safely(read(error, key), `error.${key}`, table)]));
};

/** What cannot cross is named instead: an error about an error would hide the first one. */
const safely = (value: unknown, path: string, table: ErrorTable): ValueForm => {
  const { size, depth } = table;
  try {
    const form = encodeValue(value, path, table);
    if (isCloneable(form)) return form;
    discard(form);
  } catch {
    // It has a description as well.
  }
  table.shorten(size);
  table.depth = depth;
  return `[${attempt(() => kindOf(value)) ?? "unreadable"}]`;
};

/** What `look` gives, unless the user's own code, run by it, throws. */
const attempt = <T>(look: () => T): T | undefined => {
  try {
    return look();
  } catch {
    return undefined;
  }
};

const read = (error: Error, key: string): unknown => {
  try {
    return (error as unknown as Record<string, unknown>)[key];
  } catch {
    // A proxy that refuses reading may tell what it stands for all the same.
    return attempt(() => Object.getOwnPropertyDescriptor(error, key)?.value) ?? unreadable;
  }
};

const hasOwn = (error: Error, key: string): boolean => attempt(() => Object.hasOwn(error, key)) ?? false;

const textOf = (value: unknown): string => attempt(() => String(value)) ?? unreadable;

const listOf = (value: unknown): unknown[] | undefined =>
  attempt(() => (Array.isArray(value) ? [...value] : undefined));
