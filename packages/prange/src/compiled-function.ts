// A function behind `njit`: finds the compiled form for the arguments of a call, and makes the call.

import { WouldBlockError } from "@mp/sync";
import { canBlock } from "@mp/sync/internal";
import { argumentError } from "./argument-error.ts";
import type { CompileOptions } from "./compiler/index.ts";
import { explain } from "./explain.ts";
import { holdBlocks } from "./hold-blocks.ts";
import { type Marshalled, marshal } from "./marshal.ts";
import { overlaps } from "./overlap.ts";
import { runtime } from "./runtime.ts";
import { Scopes } from "./scopes.ts";
import { type Specialisation, specialise } from "./specialisation.ts";
import { argType, signatureOf } from "./specialise.ts";
import type { Settings } from "./team/caller.ts";
import { LostThread } from "./team/failure.ts";

/** The compiled forms of one function. */
export class CompiledFunction {
  readonly #root: Function;
  readonly #options: CompileOptions;
  readonly #specialisations = new Map<string, Specialisation>();

  constructor(root: Function, options: CompileOptions) {
    this.#root = root;
    this.#options = options;
  }

  get #label(): string {
    return this.#root.name || "the function";
  }

  /** The compiled forms, oldest first. */
  get specialisations(): readonly Specialisation[] {
    return [...this.#specialisations.values()];
  }

  /** The compiled form for `args`, compiled now if it is the first of its kind. */
  specialise(args: readonly unknown[]): Specialisation {
    const types = args.map((value, index) => argType(value) ?? this.#refuse(index, value));
    const key = signatureOf(types);
    let found = this.#specialisations.get(key);
    if (found === undefined) {
      found = specialise(this.#root, types, this.#options);
      this.#specialisations.set(key, found);
    }
    return found;
  }

  /** Calls the function and blocks until it is done. */
  call(args: readonly unknown[]): unknown {
    const specialisation = this.specialise(args);
    const { caller, settings } = runtime();
    if (settings.threads > 1 && specialisation.program.regions.length > 0 && !canBlock()) {
      throw new WouldBlockError(
        `njit: ${this.#label} waits for other threads, which this one may not do; call its .async(...) instead`,
      );
    }
    const marshalled = marshal(args, specialisation.types, specialisation.program.writes);
    let lost = false;
    try {
      const dealt = settingsFor(specialisation, args, marshalled, settings);
      return resultOf(specialisation, caller.call(specialisation.kernel, marshalled.flat, dealt));
    } catch (error) {
      lost = error instanceof LostThread;
      throw explain(error, specialisation.program.sites, this.#label);
    } finally {
      finish(specialisation, marshalled, lost);
    }
  }

  /** Calls the function without blocking this thread. */
  async callAsync(args: readonly unknown[]): Promise<unknown> {
    const { asyncCalls, settings } = runtime();
    if (asyncCalls === undefined) return this.call(args);
    const specialisation = this.specialise(args);
    const marshalled = marshal(args, specialisation.types, specialisation.program.writes);
    const letGo = holdBlocks(args);
    let lost = false;
    try {
      const dealt = settingsFor(specialisation, args, marshalled, settings);
      return resultOf(specialisation, await asyncCalls.call(specialisation.kernel, marshalled.flat, { ...dealt }));
    } catch (error) {
      lost = error instanceof LostThread;
      throw explain(error, specialisation.program.sites, this.#label);
    } finally {
      finish(specialisation, marshalled, lost);
      if (!lost) letGo();
    }
  }

  #refuse(index: number, value: unknown): never {
    throw argumentError(new Scopes().sourceOf(this.#root), index, value);
  }
}

function resultOf({ program }: Specialisation, value: number | undefined): unknown {
  switch (program.result) {
    case "void":
      return undefined;
    case "bool":
      return value !== 0;
    case "f64":
      return value;
  }
}

/** How a call's loops are dealt: as always, or to one thread, where its arguments might make iterations meet. */
function settingsFor(
  specialisation: Specialisation,
  args: readonly unknown[],
  marshalled: Marshalled,
  settings: Settings,
): Settings {
  const { types, program } = specialisation;
  const { inPlace, writes, wholeNumbers } = program;
  const apart =
    inPlace === undefined ||
    (wholeNumbers.every((index) => Number.isInteger(args[index])) &&
      !overlaps(args, types, writes, inPlace, marshalled.ranges()));
  if (apart) return settings;
  specialisation.serialCalls++;
  return { ...settings, threads: 1 };
}

function finish(specialisation: Specialisation, marshalled: Marshalled, lost: boolean): void {
  specialisation.calls++;
  specialisation.bytesIn += marshalled.bytesIn;
  try {
    // As in JavaScript, what was written before an error stays written.
    specialisation.bytesOut += marshalled.copyBack();
  } finally {
    // Helpers of a dead leader may still be writing there: that memory is given up, which is safe.
    if (!lost) marshalled.release();
  }
}
