// `jit`: a function compiled where it can be, and run as JavaScript where it cannot.

import { portable } from "@mp/sync";
import { CompiledFunction } from "./compiled-function.ts";
import { type Diagnostics, diagnose } from "./diagnostics.ts";
import { ParseError, TypingError, UnsupportedError } from "./errors.ts";
import { type AnyFunction, type Compiled, hasNoText, originalOf, present, textOf } from "./njit.ts";
import { completeOptions, type JitOptions } from "./options.ts";
import { describeValue } from "./specialise.ts";

/**
 * Makes a function run as WebAssembly if it can be compiled; otherwise says once why not, on the console, and runs the
 * JavaScript (object mode), for arguments of these types. `{ forceobj: true }` always runs the JavaScript, and says nothing.
 *
 * A race is a mistake in either mode, and an error as with `njit`.
 *
 * @throws TypeError if `fn` is not a function, or an option does not exist
 * @throws RaceError at the first call, where iterations of a parallel loop write to the same place
 * @example
 * const words = jit((text: string) => text.split(" ").length);
 * words("to be or not") // => 4, and a warning that strings are not compiled
 */
export function jit<F extends AnyFunction>(fn: F, options: JitOptions = {}): Compiled<F> {
  const { forceobj = false, ...rest } = options;
  if (typeof forceobj !== "boolean") {
    throw new TypeError(`jit: option forceobj must be a boolean, got ${typeof forceobj}`);
  }
  const original = originalOf("jit", fn) as (...args: readonly unknown[]) => unknown;
  const compiled = new CompiledFunction(original, completeOptions("jit", rest));
  let objectMode = forceobj ? "forceobj is set" : undefined;
  const refused = new Set<string>();

  const name = original.name || "a function";
  const fallBack = (reason: string) => {
    if (objectMode !== undefined) return;
    objectMode = reason;
    console.warn(`jit: ${name} runs as JavaScript, because it cannot be compiled.\n${reason}`);
  };
  const native = hasNoText(original);
  const compiles = (args: readonly unknown[]): boolean => {
    if (forceobj) return false;
    if (native) {
      fallBack(`jit: ${name} is a bound or built-in function, which has no text to compile`);
      return false;
    }
    const key = args.map(describeValue).join();
    if (refused.has(key)) return false;
    try {
      compiled.specialise(args);
      return true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.add(key);
      fallBack(error.message);
      return false;
    }
  };
  return present<F>(original, {
    portable: () => ({ module: "@mp/prange", name: "jit", state: { fn: original, options } }),
    call: (args) => (compiles(args) ? compiled.call(args) : original(...args)),
    async: async (args) => (compiles(args) ? compiled.callAsync(args) : original(...args)),
    signatures: () => compiled.specialisations.map(({ signature }) => signature),
    diagnostics: (): Diagnostics => diagnose(original.name, compiled.specialisations, objectMode),
    wat: (signature) => textOf(compiled, signature),
  });
}

// What crosses to another thread is the original, to be compiled there.
Object.defineProperty(jit, portable, {
  value: ({ fn, options }: { fn: AnyFunction; options: JitOptions }) => jit(fn, options),
});

function isRefusal(error: unknown): error is Error {
  return error instanceof ParseError || error instanceof TypingError || error instanceof UnsupportedError;
}
