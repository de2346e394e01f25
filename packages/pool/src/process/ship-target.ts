// Makes the message with which a process is given its function.

import { discard, encodeValue, explainUncloneable, type FunctionForm, type ValueForm } from "../portable/index.ts";
import { describeFunction, packFunction } from "../portable/send.ts";

/** What a process is to run. */
export interface TargetMessage {
  target: FunctionForm;
  args: ValueForm;
}

/** @throws CaptureError, SerializationError for a function or arguments that cannot be sent. */
export const shipTarget = (target: (...args: never[]) => unknown, args: readonly unknown[]): TargetMessage => {
  const description = describeFunction(target, "map");
  const form = encodeValue(args, "args");
  const problem = explainUncloneable(form, "args");
  if (problem !== undefined) {
    discard(form);
    throw problem;
  }
  return { target: packFunction(description), args: form };
};
