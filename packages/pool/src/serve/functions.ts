// The functions that a worker has been told, by their numbers.

import { type FunctionForm, reviveFunction } from "../portable/index.ts";
import { whileImporting } from "../threads/context.ts";
import type { AnyFunction } from "./call.ts";

/** One function; making it from its form can fail (a module that does not load), and that fails its calls, not the worker. */
export interface KnownFunction {
  fn: AnyFunction | undefined;
  failure: { error: unknown } | undefined;
  /** Until its modules are loaded. */
  loading: Promise<void> | undefined;
  /** Whether its calls so far were short: then results of others may wait while it runs. */
  short: boolean;
}

export class KnownFunctions {
  readonly #functions = new Map<number, KnownFunction>();

  learn(id: number, form: FunctionForm): void {
    const known: KnownFunction = { fn: undefined, failure: undefined, loading: undefined, short: false };
    this.#functions.set(id, known);
    known.loading = revive(form).then(
      (fn) => {
        known.fn = fn;
        known.loading = undefined;
      },
      (error) => {
        known.failure = { error };
        known.loading = undefined;
      },
    );
  }

  forget(ids: readonly number[]): void {
    for (const id of ids) this.#functions.delete(id);
  }

  get(id: number): KnownFunction {
    const known = this.#functions.get(id);
    if (known === undefined) throw new Error(`this worker was never told function ${id}`);
    return known;
  }
}

/** Makes a function from its form; imports made for it are told from the user's own calls. */
export const revive = async (form: FunctionForm): Promise<AnyFunction> =>
  (await whileImporting(() => reviveFunction(form))) as AnyFunction;
