// Checks of option objects: a misspelt option is an error, never ignored.

import { typeName } from "./type-name.ts";

/** @throws TypeError when `options` is not an object or has a key that the function does not know */
export function checkOptions(name: string, options: object, known: readonly string[]): void {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(`${name}: options must be an object, got ${typeName(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`${name}: unknown option "${key}"; the options are ${known.join(", ")}`);
    }
  }
}

/** @throws RangeError when `value` is none of `choices` */
export function checkChoice(name: string, option: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) {
    throw new RangeError(`${name}: ${option} must be ${listed(choices)}, got ${typeName(value)}`);
  }
}

function listed(choices: readonly string[]): string {
  const quoted = choices.map((choice) => `"${choice}"`);
  return `${quoted.slice(0, -1).join(", ")} or ${quoted.at(-1)}`;
}
