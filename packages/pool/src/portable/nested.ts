// Walks through forms: the parts of a value, the errors and values inside an error.

import type { ErrorForm, Graph, Part, ValueForm } from "./forms.ts";

export type Thrown = ErrorForm & { thrown: "error" };

export const isGraph = (form: ValueForm): form is Graph =>
  typeof form === "object" && form !== null && (form as Partial<Graph>)["mp.form"] === "graph";

/** Every part of a value, those in the properties of errors included. */
export function* partsOf(form: ValueForm): Generator<Part> {
  if (!isGraph(form)) return;
  for (const part of form.parts) {
    yield part;
    if (part.kind === "error") for (const value of valuesOf(part.error)) yield* partsOf(value);
  }
}

/** The values that an error carries, and those of its causes and parts. */
export function* valuesOf(form: ErrorForm): Generator<ValueForm> {
  if (form.thrown === "value") yield form.value;
  for (const { properties } of chainOf(form)) yield* Object.values(properties);
  // What an error has for a cause may be no error.
  for (const { cause, errors = [] } of chainOf(form)) {
    if (cause?.error.thrown === "value") yield cause.error.value;
    for (const one of errors) if (one.thrown === "value") yield one.value;
  }
}

/** Every error that is written in a form: it, its causes and parts, and those in their properties. */
export function* errorsOf(form: ErrorForm): Generator<Thrown> {
  yield* chainOf(form);
  for (const value of valuesOf(form)) {
    for (const part of partsOf(value)) if (part.kind === "error") yield* chainOf(part.error);
  }
}

function* chainOf(form: ErrorForm): Generator<Thrown> {
  if (form.thrown !== "error") return;
  yield form;
  if (form.cause) yield* chainOf(form.cause.error);
  for (const one of form.errors ?? []) yield* chainOf(one);
}
