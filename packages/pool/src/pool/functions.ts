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

/** Bytes of shared memory that functions which nobody is calling may keep, here and in the workers. */
const keptBytes = 64 * 2 ** 20;

export class FunctionRegistry {
  /** By the description's number: the latest version of each function. */
  readonly #latest = new Map<number, FunctionEntry>();
  /** By the entry's: every version that somebody needs. */
  readonly #entries = new Map<number, FunctionEntry>();
  /** Those with shared memory that nobody is calling, by the entry's number; the one that was called last is the last. */
  readonly #idleHolders = new Map<number, FunctionEntry>();
  /** How long calls took of functions that workers do not know any more, but that may be called again. */
  readonly #times = new WeakMap<FunctionDescription, number | undefined>();
  readonly #collected = new FinalizationRegistry<number>((number) => this.#outdate(number));
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
    if (latest?.description === description) {
      this.#idleHolders.delete(latest.id);
      return latest;
    }
    if (this.#latest.size >= kept) this.#forgetIdle();
    const entry: FunctionEntry = {
      id: this.#nextId,
      name: description.name || "(anonymous)",
      description,
      milliseconds: latest?.milliseconds ?? this.#times.get(description),
      users: 0,
      outdated: false,
    };
    this.#nextId += 1;
    if (latest === undefined) this.#collected.register(fn, description.id);
    else this.#outdate(description.id);
    this.#latest.set(description.id, entry);
    this.#entries.set(entry.id, entry);
    return entry;
  }

  /** One user less. */
  release(entry: FunctionEntry): void {
    entry.users -= 1;
    if (entry.users > 0) return;
    if (entry.outdated) this.#forget(entry);
    else if (entry.description.held > 0) {
      this.#idleHolders.set(entry.id, entry);
      this.#forgetHolders();
    }
  }

  /** Takes in what a worker measured. Recent calls weigh more: the first ones of a function run uncompiled. */
  measured(id: number, milliseconds: number, calls: number): void {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    const mean = milliseconds / calls;
    const weight = calls > 8 ? 0.75 : 0.5;
    entry.milliseconds = entry.milliseconds === undefined ? mean : entry.milliseconds * (1 - weight) + mean * weight;
  }

  /** The latest version of a function is not called any more: it has changed, or is gone itself. */
  #outdate(number: number): void {
    const entry = this.#latest.get(number);
    if (entry === undefined) return;
    this.#latest.delete(number);
    entry.outdated = true;
    if (entry.users === 0) this.#forget(entry);
  }

  #forget(entry: FunctionEntry): void {
    this.#entries.delete(entry.id);
    this.#idleHolders.delete(entry.id);
    this.#times.set(entry.description, entry.milliseconds);
    this.#onForget(entry.id);
  }

  /** Forgets the older half of what is not in use. */
  #forgetIdle(): void {
    let left = kept / 2;
    for (const [number, entry] of this.#latest) {
      if (left === 0) return;
      if (entry.users > 0) continue;
      this.#outdate(number);
      left -= 1;
    }
  }

  /** Forgets those that were not called for the longest, until the others hold little. To send one again costs less. */
  #forgetHolders(): void {
    let bytes = 0;
    for (const { description } of this.#idleHolders.values()) bytes += description.held;
    for (const { description } of this.#idleHolders.values()) {
      if (bytes <= keptBytes) return;
      bytes -= description.held;
      this.#outdate(description.id);
    }
  }
}
