// The text of a function as an expression that can stand anywhere.

import { type AnyNode, type Program, parse } from "acorn";
import { CaptureError } from "../errors.ts";
import type { AnyFunction } from "./any-function.ts";

/** A function's text, brought into one form. */
export interface FunctionText {
  /** An expression: evaluated, it gives the function. */
  expression: string;
  /** How many characters the expression has before the text as the user wrote it. */
  lead: number;
  isClass: boolean;
  isArrow: boolean;
  isMethod: boolean;
  program: Program;
}

const options = {
  ecmaVersion: "latest",
  allowSuperOutsideMethod: true,
  checkPrivateFields: false,
  allowImportExportEverywhere: false,
} as const;

/** Reads a text as a module would be read (strict), or else as a script. */
const parseText = (text: string): Program => {
  try {
    return parse(text, { ...options, sourceType: "module" });
  } catch (error) {
    try {
      return parse(text, { ...options, sourceType: "script" });
    } catch {
      throw error;
    }
  }
};

/** The first expression of a text that is one parenthesised expression, or nothing where it is none. */
const parseExpression = (text: string): { program: Program; node: AnyNode } | undefined => {
  try {
    const program = parseText(text);
    const statement = program.body[0];
    return statement?.type === "ExpressionStatement" ? { program, node: statement.expression } : undefined;
  } catch {
    return undefined;
  }
};

const callable = new Set(["FunctionExpression", "ArrowFunctionExpression", "ClassExpression"]);

const texts = new Map<string, FunctionText>();
/** Texts are few (one per function of a program); a program that makes them without end shall not fill the memory. */
const mostTexts = 10_000;

/** Brings the text of a function, of any kind, into one form. */
export const readFunctionText = (source: string): FunctionText => {
  let text = texts.get(source);
  if (text === undefined) {
    if (texts.size >= mostTexts) texts.clear();
    text = readText(source);
    texts.set(source, text);
  }
  return text;
};

const readText = (source: string): FunctionText => {
  const plain = parseExpression(`(${source}\n)`);
  if (plain !== undefined && callable.has(plain.node.type)) {
    return {
      expression: `(${source}\n)`,
      lead: 1,
      isClass: plain.node.type === "ClassExpression",
      isArrow: plain.node.type === "ArrowFunctionExpression",
      isMethod: false,
      program: plain.program,
    };
  }
  return readMethod(source);
};

/** `name() {}`, `async *[key]() {}`, `get x() {}`: shown inside an object literal, under a name that every text can have. */
const readMethod = (source: string): FunctionText => {
  // Private names may only be declared in classes: the name is of no use outside and gives way to an ordinary one.
  const readable = source.replace(/^((?:async\b|get\b|set\b|\*|\s)*)#/, "$1 ");
  const whole = parseExpression(`({${readable}\n})`);
  const property = whole?.node.type === "ObjectExpression" ? whole.node.properties[0] : undefined;
  if (property?.type !== "Property" || property.value.type !== "FunctionExpression") {
    throw new CaptureError(`pool: the text of this function cannot be read: ${source.slice(0, 60)}`, {
      variable: "function",
      kind: "function",
    });
  }
  const { value, key, computed } = property;
  const kept = !computed && key.type === "Identifier" && property.kind === "init" && key.name !== "__proto__";
  const name = kept ? key.name : "method";
  const prefix = `({${value.async ? "async " : ""}${value.generator ? "*" : ""}`;
  const head = `${prefix}${name}`;
  const expression = `${head}${readable.slice(value.start - 2)}\n}).${name}`;
  const program = parseExpression(expression)!.program;
  // The text was cut at its parameters: what stands there now begins as far left of them as the new head is long.
  return { expression, lead: head.length - (value.start - 2), isClass: false, isArrow: false, isMethod: true, program };
};

/** Whether a function is part of the platform, with no text of its own. */
export const isNative = (fn: AnyFunction): boolean =>
  /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(fn));

/**
 * The text of a function as an expression: a method is wrapped into an object literal.
 *
 * @throws {CaptureError} The function is native code, or its text cannot be read.
 * @example
 * functionSource({ twice(x) { return 2 * x; } }.twice);  // => "({twice(x) { return 2 * x; }\n}).twice"
 */
export const functionSource = (fn: AnyFunction): string => {
  if (isNative(fn)) {
    throw new CaptureError(`pool: ${fn.name || "this function"} is native code and has no text`, {
      variable: fn.name || "function",
      kind: "native function",
    });
  }
  return readFunctionText(Function.prototype.toString.call(fn)).expression;
};
