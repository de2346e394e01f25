// Makes a function of its text and the variables that it captured.

import { host } from "#platform";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "../inspect/any-function.ts";
import type { GraphReader } from "./decode.ts";
import type { Part } from "./forms.ts";
import { noteOrigin } from "./origins.ts";

type Code = Part & { kind: "code" };

/** What the text around a function's text gives out. */
interface Maker {
  fill(values: Record<string, unknown>): void;
  make(): AnyFunction;
}

const forbidden =
  "pool: functions cannot travel as text here: code may not be made from text " +
  "(--disallow-code-generation-from-strings, or a content security policy without 'unsafe-eval'); " +
  "export the function from a module of its own";

/** @throws {CaptureError} Where code may not be made from text. */
export const checkCompile = (name: string, line: number | undefined): void => {
  if (!host.mayCompile()) throw new CaptureError(forbidden, { variable: name || "function", kind: "function", line });
};

export const reviveCode = (part: Code, index: number, reader: GraphReader): AnyFunction => {
  checkCompile(part.name, part.site.line);
  const names = Object.keys(part.captures);
  const maker = compile(part, names);
  // A class reads its variables while it is made (`extends`, static fields), a function only when it is called.
  if (part.isClass) fillCaptures(part, names, maker, reader);
  const fn = maker.make();
  reader.register(index, fn);
  if (part.token !== undefined) noteOrigin(fn, { kind: "echo", token: part.token });
  if (fn.name !== part.name) Object.defineProperty(fn, "name", { value: part.name, configurable: true });
  if (!part.isClass) fillCaptures(part, names, maker, reader);
  fillProperties(part, fn, reader);
  return fn;
};

const compile = ({ site, lead, strict }: Code, names: string[]): Maker => {
  let own = "$mp";
  while (site.source.includes(own) || names.includes(own)) own += "_";
  const variables = names.length === 0 ? "" : `let ${names};`;
  const fill = names.length === 0 ? "() => {}" : `(${own}) => { ({ ${names} } = ${own}); }`;
  // One line up to the function's own text: its positions are those of the user's file.
  const head = `(function () { ${strict ? '"use strict"; ' : ""}${variables} return { fill: ${fill}, make: () => `;
  const wrapper = host.evaluate(`${head}${site.source} }; })`, site, head.length + lead) as () => Maker;
  return wrapper();
};

const fillCaptures = (part: Code, names: string[], maker: Maker, reader: GraphReader): void => {
  const values: Record<string, unknown> = {};
  let incomplete = false;
  for (const name of names) {
    values[name] = reader.fill(part.captures[name]);
    incomplete ||= reader.isPending(part.captures[name]);
  }
  maker.fill(values);
  if (!incomplete) return;
  reader.later(() => {
    for (const name of names) values[name] = reader.fill(part.captures[name]);
    maker.fill(values);
  });
};

const fillProperties = ({ properties, prototype }: Code, fn: AnyFunction, reader: GraphReader): void => {
  if (properties !== undefined) Object.assign(fn, reader.fill(properties));
  if (prototype === undefined) return;
  const parent = reader.fill(prototype.parent);
  if (parent !== undefined) Object.setPrototypeOf(fn.prototype, (parent as AnyFunction).prototype);
  for (const [key, value] of Object.entries(reader.fill(prototype.members) as Record<string, unknown>)) {
    Object.defineProperty(fn.prototype, key, { value, writable: true, enumerable: true, configurable: true });
  }
};
