// The text of a function as it can be evaluated elsewhere. Every position stays where it was, for stack traces.

import type { AnyNode, Class } from "acorn";
import { readFunctionText } from "../inspect/function-source.ts";

export interface TravelText {
  text: string;
  /** The name that now stands for what a class extends: that expression's variables are gone by now, its value is not. */
  heritage: string | undefined;
  /** The name that now stands for `import` in `import("./x.js")`, which has to be resolved from the function's own file. */
  importer: string | undefined;
  /** Static fields that the text still sets: functions, whose `this` is the class. */
  kept: ReadonlySet<string>;
}

const known = new Map<string, TravelText>();

export const travelText = (text: string): TravelText => {
  let travel = known.get(text);
  if (travel === undefined) {
    if (known.size >= 10_000) known.clear();
    travel = rewrite(text);
    known.set(text, travel);
  }
  return travel;
};

const rewrite = (text: string): TravelText => {
  const { program, lead, isClass } = readFunctionText(text);
  const units = text.split("");
  const put = ({ start, end }: { start: number; end: number }, replacement: string) => {
    for (let index = start; index < end; index += 1) {
      const at = index - lead;
      units[at] = replacement[index - start] ?? (/[\n\r]/.test(units[at]!) ? units[at]! : " ");
    }
  };
  let importer: string | undefined;
  for (const node of importsIn(program)) {
    importer ??= unusedName(6, text);
    put({ start: node.start, end: node.start + 6 }, importer);
  }
  let heritage: string | undefined;
  const kept = new Set<string>();
  if (isClass) {
    const statement = program.body[0]!;
    const { superClass, body } = (statement as unknown as { expression: Class }).expression;
    if (superClass) {
      heritage = unusedName(superClass.end - superClass.start, text);
      put(superClass, heritage);
    }
    for (const member of body.body) {
      if (member.type === "StaticBlock") put(member, ";");
      if (member.type !== "PropertyDefinition" || !member.static || !member.value) continue;
      if (/Function/.test(member.value.type)) kept.add(nameOf(member.key));
      // What a static field holds now travels beside the text; what it was set to at first may be gone.
      else if (member.key.type !== "PrivateIdentifier")
        put({ start: member.key.end + bracket(member), end: member.value.end }, "");
    }
  }
  return { text: units.join(""), heritage, importer, kept };
};

const bracket = (member: { computed: boolean }): number => (member.computed ? 1 : 0);

const nameOf = (key: AnyNode): string =>
  key.type === "Identifier" ? key.name : key.type === "Literal" ? String(key.value) : "";

/** A name of a given length that a text does not have anywhere. */
const unusedName = (length: number, text: string): string => {
  for (const letter of "$_µªºßþðñõ") {
    const name = letter.repeat(length);
    if (!text.includes(name)) return name;
  }
  throw new SyntaxError(`pool: a function's text uses every name of ${length} equal letters that could stand in it`);
};

const importsIn = (node: AnyNode): AnyNode[] => {
  const found: AnyNode[] = node.type === "ImportExpression" ? [node] : [];
  for (const child of Object.values(node)) {
    for (const item of Array.isArray(child) ? child : [child]) {
      if (typeof item?.type === "string") found.push(...importsIn(item));
    }
  }
  return found;
};
