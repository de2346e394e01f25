// The functions that a pool has been given: their numbers in messages, and how long a call of each takes.

import type { FunctionForm } from "../portable/index.ts";

/** A function as the pool's workers know it. */
export interface FunctionEntry {
  readonly id: number;
  readonly name: string;
  readonly form: FunctionForm;
  /** Measured mean of the latest calls in milliseconds; `undefined` before the first has ended. */
  milliseconds: number | undefined;
  /** Tasks that are not settled; an entry without any may be forgotten. */
  pending: number;
}

/** Functions kept: a closure made anew for each call is a new function each time, and must not fill the memory. */
const kept = 256;

export class FunctionRegistry {
  readonly #entries = new Map<FunctionForm, FunctionEntry>();
  readonly #byId = new Map<number, FunctionEntry>();
  readonly #onForget: (id: number) => void;
  #nextId = 1;

  /** @param onForget is told of each function whose number will not be used again. */
  constructor(onForget: (id: number) => void) {
    this.#onForget = onForget;
  }

  entry(form: FunctionForm, name: string): FunctionEntry {
    const known = this.#entries.get(form);
    if (known !== undefined) return known;
    if (this.#entries.size >= kept) this.#forgetIdle();
    const entry: FunctionEntry = {
      id: this.#nextId,
      name: name || "(anonymous)",
      form,
      milliseconds: undefined,
      pending: 0,
    };
    this.#nextId += 1;
    this.#entries.set(form, entry);
    this.#byId.set(entry.id, entry);
    return entry;
  }

  /** The function of that number, unless it has been forgotten. */
  byId(id: number): FunctionEntry | undefined {
    return this.#byId.get(id);
  }

  /** Takes in what a worker measured. Recent calls weigh more: the first ones of a function run uncompiled. */
  static measured(entry: FunctionEntry, milliseconds: number, calls: number): void {
    const mean = milliseconds / calls;
    const weight = calls > 8 ? 0.75 : 0.5;
    entry.milliseconds = entry.milliseconds === undefined ? mean : entry.milliseconds * (1 - weight) + mean * weight;
  }

  /** Forgets the older half of what is not in use. */
  #forgetIdle(): void {
    let left = kept / 2;
    for (const [form, entry] of this.#entries) {
      if (left === 0) return;
      if (entry.pending > 0) continue;
      this.#entries.delete(form);
      this.#byId.delete(entry.id);
      this.#onForget(entry.id);
      left -= 1;
    }
  }
}
