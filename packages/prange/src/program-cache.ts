// Compiled programs of this thread, found again by source and signature.

import { type CompileOptions, compile, type Program } from "./compiler/index.ts";
import type { ArgType } from "./compiler/program.ts";
import { type Resolution, Scopes, type Source } from "./scopes.ts";
import { signatureOf } from "./specialise.ts";
import { placeKernel } from "./team/kernel.ts";

/** A program that can be called. */
export interface PlacedProgram {
  readonly program: Program;
  /** Heap address of its kernel. */
  readonly kernel: number;
  /** Milliseconds that it took to compile. */
  readonly compileTime: number;
}

/** What the compiler asked for, and was told. */
interface Question {
  readonly name: string;
  /** The function whose scope was asked; undefined for the one being compiled. */
  readonly from: Function | undefined;
  readonly answer: Resolution;
}

interface Entry {
  readonly placed: PlacedProgram;
  readonly questions: readonly Question[];
}

const cache = new Map<string, Entry[]>();

/**
 * The program of `root` for arguments of `types`: one that was compiled before, for a function of the same text at the same
 * place whose captured values were the same, or a new one.
 *
 * @throws ParseError, TypingError, UnsupportedError or RaceError
 */
export function programOf(root: Function, types: readonly ArgType[], options: CompileOptions): PlacedProgram {
  const scopes = new Scopes();
  const text = scopes.sourceOf(root);
  const key = JSON.stringify([text, signatureOf(types), options]);
  const entries = cache.get(key) ?? [];
  const known = entries.find(({ questions }) => questions.every((question) => isStillTrue(question, scopes, root)));
  if (known !== undefined) return known.placed;
  const entry = compileProgram(root, text, types, options, scopes);
  cache.set(key, [...entries, entry]);
  return entry.placed;
}

function isStillTrue({ name, from, answer }: Question, scopes: Scopes, root: Function): boolean {
  const { found, value } = scopes.resolve(name, from ?? root);
  return found === answer.found && Object.is(value, answer.value);
}

function compileProgram(
  root: Function,
  text: Source,
  types: readonly ArgType[],
  options: CompileOptions,
  scopes: Scopes,
): Entry {
  const begin = performance.now();
  const questions: Question[] = [];
  const program = compile({
    ...text,
    root,
    args: types,
    resolve(name, from) {
      const answer = scopes.resolve(name, from);
      questions.push({ name, from: from === root ? undefined : from, answer });
      return answer;
    },
    sourceOf: (fn) => scopes.sourceOf(fn),
    options,
  });
  const { bytes, frameBytes, scratchBytes, partialBytes, mathImports, regions } = program;
  const kernel = placeKernel({ bytes, frameBytes, scratchBytes, partialBytes, mathImports, loops: regions.length });
  return { placed: { program, kernel, compileTime: performance.now() - begin }, questions };
}
