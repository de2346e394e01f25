// `njit`: a function compiled to WebAssembly, or an error that says why it cannot be.

import { type PortableForm, portable } from "@mp/sync";
import { CompiledFunction } from "./compiled-function.ts";
import { type Diagnostics, diagnose } from "./diagnostics.ts";
import { completeOptions, type NjitOptions } from "./options.ts";

/** The original function behind a compiled one, under this name: what another compilation calls instead. */
const implementation: unique symbol = Symbol.for("mp.njit") as never;

/** A function that can be compiled, and called with any arguments. */
export type AnyFunction = (...args: never[]) => unknown;

/** What a compiled function can do besides being called. */
export interface CompiledMembers<F extends AnyFunction> {
  /**
   * Calls the function without blocking this thread: its own part runs on a further thread. Calls are made one after the
   * other, in order. Arguments outside the heap are copied when the call is made and back when it is done.
   */
  async(...args: Parameters<F>): Promise<ReturnType<F>>;
  /** The compiled forms so far, such as `(float64[]) => number`. */
  readonly signatures: readonly string[];
  /** What became of the loops, and what was copied. Prints as a report. */
  diagnostics(): Diagnostics;
  /** The WebAssembly of a compiled form, as text: the newest, or the one of `signature`. */
  wat(signature?: string): string;
}

/** A compiled function: of the original's type, with more to ask of it. */
export type Compiled<F extends AnyFunction> = F & CompiledMembers<F>;

/**
 * Makes a function run as WebAssembly. It is compiled at its first call for the types of the arguments, and again when
 * they change; what the function captures is frozen at that moment. Compiled, parallel and interpreted runs give the
 * same answer, floating-point reductions of parallel loops up to association.
 *
 * A call blocks until it is done. With `{ parallel: true }`, the iterations of an outermost `prange` run on all
 * processors, the calling thread's included.
 *
 * @param fn - a function of the language in LANGUAGE.md over numbers, booleans, typed arrays and ndarrays
 * @throws TypeError if `fn` is not a function, or one that `bind` made or that is built in, or an option does not exist
 * @throws ParseError, TypingError, UnsupportedError or RaceError at the first call, if it cannot be compiled
 * @throws RangeError by a call, with the source line, for an index out of range
 * @throws WouldBlockError by a parallel call in a page, which must use `.async`
 * @throws WorkerExitError by a call of which a thread took a part and died
 * @example
 * const norm = njit((x: Float64Array) => {
 *   let sum = 0;
 *   for (const i of prange(x.length)) sum += x[i] * x[i];
 *   return Math.sqrt(sum);
 * }, { parallel: true });
 * norm(RawArray("float64", [3, 4])) // => 5
 */
export function njit<F extends AnyFunction>(fn: F, options: NjitOptions = {}): Compiled<F> {
  const original = originalOf("njit", fn);
  if (hasNoText(original)) {
    throw new TypeError(
      `njit: ${original.name || "the function"} is a bound or built-in function, which has no text to compile; pass the function that it calls, or write (x) => f(x)`,
    );
  }
  const compiled = new CompiledFunction(original, completeOptions("njit", options));
  return present<F>(original, {
    portable: () => ({ module: "@mp/prange", name: "njit", state: { fn: original, options } }),
    call: (args) => compiled.call(args),
    async: (args) => compiled.callAsync(args),
    signatures: () => compiled.specialisations.map(({ signature }) => signature),
    diagnostics: () => diagnose(original.name, compiled.specialisations),
    wat: (signature) => textOf(compiled, signature),
  });
}

// What crosses to another thread is the original; it is compiled there. In the worker of a pool, for one.
Object.defineProperty(njit, portable, {
  value: ({ fn, options }: { fn: AnyFunction; options: NjitOptions }) => njit(fn, options),
});

/** How a compiled function does what it can do. */
interface Presentation {
  portable(): PortableForm;
  call(args: readonly unknown[]): unknown;
  async(args: readonly unknown[]): Promise<unknown>;
  signatures(): readonly string[];
  diagnostics(): Diagnostics;
  wat(signature?: string): string;
}

/** Dresses a presentation up as a function of the original's name and length. */
export function present<F extends AnyFunction>(original: Function, presentation: Presentation): Compiled<F> {
  const compiled = (...args: unknown[]) => presentation.call(args);
  Object.defineProperties(compiled, {
    name: { value: original.name, configurable: true },
    length: { value: original.length, configurable: true },
    signatures: { get: () => presentation.signatures(), enumerable: true },
    [implementation]: { value: original },
    [portable]: { value: () => presentation.portable() },
  });
  return Object.assign(compiled, {
    async: (...args: unknown[]) => presentation.async(args),
    diagnostics: () => presentation.diagnostics(),
    wat: (signature?: string) => presentation.wat(signature),
  }) as unknown as Compiled<F>;
}

/**
 * The function to compile for `fn`: itself, or what stands behind it.
 *
 * @throws TypeError if it is not a function
 */
export function originalOf(caller: string, fn: unknown): Function {
  if (typeof fn !== "function") {
    throw new TypeError(`${caller}: expected a function, got ${fn === null ? "null" : typeof fn}`);
  }
  const behind = (fn as { [implementation]?: unknown })[implementation];
  return typeof behind === "function" ? behind : fn;
}

/** Whether a function is the engine's: built in, or made by `bind`. */
export function hasNoText(fn: Function): boolean {
  return /\{\s*\[native code\]\s*\}\s*$/.test(Function.prototype.toString.call(fn));
}

/** The text of one of a function's compiled forms. */
export function textOf(compiled: CompiledFunction, signature: string | undefined): string {
  const forms = compiled.specialisations;
  const form = signature === undefined ? forms.at(-1) : forms.find((each) => each.signature === signature);
  if (form !== undefined) return form.program.wat();
  const known = forms.length === 0 ? "none: call the function first" : forms.map((each) => each.signature).join("; ");
  throw new RangeError(`wat: no compiled form ${signature ?? ""}; there is ${known}`);
}
