// The functions that a pool has been given: their numbers in messages, and how long a call of each takes.

import { describeFunction, type FunctionDescription } from "../portable/send.ts";
import type { AnyCall } from "./types.ts";

/** A function as the pool's workers know it: one function, with what it captured at one time. */
export interface FunctionEntry {
  readonly id: number;
  readonly name: string;
  readonly description: FunctionDescription;
  /** Measured mean of the latest calls in milliseconds; `undefined` before the first has ended. */
  milliseconds: number | undefined;
  /** Tasks, and iterations, that need it still. */
  users: number;
  /** Whether its captured variables have changed since: it will not be needed again. */
  outdated: boolean;
}

/** Functions kept: a closure made anew for each call is a new function each time, and must not fill the memory. */
const kept = 256;

export class FunctionRegistry {
  /** By the description's number: the latest version of each function. */
  readonly #latest = new Map<number, FunctionEntry>();
  /** By the entry's: every version that somebody needs. */
  readonly #entries = new Map<number, FunctionEntry>();
  readonly #onForget: (id: number) => void;
  #nextId = 1;

  /** @param onForget is told of each function whose number will not be used again. */
  constructor(onForget: (id: number) => void) {
    this.#onForget = onForget;
  }

  /**
   * Looks at the function, and its captured variables, as often as `use` demands.
   *
   * @throws CaptureError when it cannot be sent.
   */
  describe(fn: AnyCall, use: "map" | "apply"): FunctionEntry {
    const description = describeFunction(fn, use);
    const latest = this.#latest.get(description.id);
    if (latest?.description === description) return latest;
    if (this.#latest.size >= kept) this.#forgetIdle();
    const entry: FunctionEntry = {
      id: this.#nextId,
      name: description.name || "(anonymous)",
      description,
      milliseconds: latest?.milliseconds,
      users: 0,
      outdated: false,
    };
    this.#nextId += 1;
    this.#latest.set(description.id, entry);
    this.#entries.set(entry.id, entry);
    if (latest !== undefined) {
      latest.outdated = true;
      if (latest.users === 0) this.#forget(latest);
    }
    return entry;
  }

  /** One user less. */
  release(entry: FunctionEntry): void {
    entry.users -= 1;
    if (entry.users === 0 && entry.outdated) this.#forget(entry);
  }

  /** Takes in what a worker measured. Recent calls weigh more: the first ones of a function run uncompiled. */
  measured(id: number, milliseconds: number, calls: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const mean = milliseconds / calls;
    const weight = calls > 8 ? 0.75 : 0.5;
    entry.milliseconds = entry.milliseconds === undefined ? mean : entry.milliseconds * (1 - weight) + mean * weight;
  }

  #forget(entry: FunctionEntry): void {
    this.#entries.delete(entry.id);
    this.#onForget(entry.id);
  }

  /** Forgets the older half of what is not in use. */
  #forgetIdle(): void {
    let left = kept / 2;
    for (const [number, entry] of this.#latest) {
      if (left === 0) return;
      if (entry.users > 0) continue;
      this.#latest.delete(number);
      this.#forget(entry);
      left -= 1;
    }
  }
}
