// What code and modules are on a platform. Types only: the two platforms follow.

import type { AnyFunction } from "../inspect/any-function.ts";
import type { FunctionSite } from "./forms.ts";

export interface Host {
  /** The program's entry script, as a URL. */
  entry(): string | undefined;
  /** Whether code may be made from text here. */
  mayCompile(): boolean;
  /**
   * Evaluates an expression. In a stack trace it stands where the user wrote it.
   *
   * @param lead Characters of the text before what stands at the site.
   */
  evaluate(text: string, site: FunctionSite, lead: number): unknown;
  importModule(url: string): Promise<object>;
  /** Imports a module as another one would. */
  importFrom(specifier: string, parent: string): Promise<object>;
  requireModule(url: string): unknown;
  requireOf(url: string): AnyFunction;
  /** Whether a function is a CommonJS `require`: the module's own, or one of `createRequire`. */
  isRequire(fn: AnyFunction): boolean;
  /** The CommonJS module of a script: what it exports, and whether the entry is among what it requires. */
  commonModule(url: string): { exports: unknown; reaches(url: string): boolean } | undefined;
  /** Where an import leads, or nothing where that cannot be told. */
  resolve(specifier: string, parent: string): string | undefined;
  exists(url: string): boolean;
  /** The platform's own modules that are loaded, by specifier. */
  builtins(): Iterable<readonly [specifier: string, exports: object]>;
  /** How many modules of the platform are loaded: when it grows, `builtins` has more. */
  builtinCount(): number;
  /** Calls back when what runs now has run, and the promises that wait for it; before any event is taken up. */
  afterTurn(callback: () => void): void;
}
