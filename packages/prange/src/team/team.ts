// The program's one team of threads for compiled loops: starts helpers, notices their deaths, replaces them.

import { BrokenPoolError } from "@mp/pool";
import { startThread, type Thread } from "@mp/pool/internal";
import { notifyWord } from "@mp/sync/internal";
import { workerModule } from "../worker-module.ts";
import type { Crew } from "./caller.ts";
import {
  ABSENT,
  addressOf,
  COMPLETED,
  type Control,
  createControl,
  DEAD,
  HOLDING,
  NOTHING,
  OWNER,
  openControl,
  STATE,
  slotOf,
  threadName,
} from "./control.ts";

/** What a helper is told when it starts. */
export interface HelperData {
  readonly control: number;
  /** The size of the team, the caller included. */
  readonly threads: number;
  /** Which of them this one is; the caller is 0. */
  readonly thread: number;
}

/** The helpers of the program's first thread. They start when a loop first wants them, and idle without using a processor. */
export class Team implements Crew {
  readonly control: Control;
  readonly size: number;
  readonly #helpers: (Thread | undefined)[] = [undefined];
  #bootFailure: { name: string; exitCode: number; error?: unknown } | undefined;

  /** @param size - threads at most, the caller included */
  constructor(size: number) {
    this.size = size;
    this.control = openControl(createControl(size), size);
  }

  summon(threads: number): void {
    if (this.#bootFailure !== undefined) this.#refuse(this.#bootFailure);
    for (let thread = 1; thread < threads; thread++) {
      if (this.#helpers[thread] === undefined) this.#start(thread);
    }
  }

  refresh(): void {
    for (const [thread, helper] of this.#helpers.entries()) {
      if (helper?.isAlive() === false) this.#bury(thread);
    }
  }

  /** Takes the team back from a caller that has died. */
  release(): void {
    Atomics.store(this.control.words, OWNER, 0);
  }

  /** The helpers that were started and have not been found dead, by thread number. For tests and diagnostics. */
  get helpers(): ReadonlyMap<number, Thread> {
    return new Map([...this.#helpers.entries()].filter((entry): entry is [number, Thread] => entry[1] !== undefined));
  }

  #start(thread: number): void {
    const { words } = this.control;
    const slot = slotOf(thread);
    Atomics.store(words, slot + STATE, ABSENT);
    Atomics.store(words, slot + HOLDING, NOTHING);
    const data: HelperData = { control: this.control.address, threads: this.size, thread };
    const helper = startThread({ name: threadName(thread), module: workerModule(), entry: "help", data });
    this.#helpers[thread] = helper;
    void helper.exited.then(({ exitCode, error }) => {
      if (this.#helpers[thread] !== helper) return;
      if (Atomics.load(words, slot + STATE) === ABSENT)
        this.#bootFailure = { name: threadName(thread), exitCode, error };
      this.#bury(thread);
      // A caller in another thread may be waiting for this one's chunk.
      notifyWord(addressOf(this.control, COMPLETED));
    });
  }

  #bury(thread: number): void {
    this.#helpers[thread] = undefined;
    Atomics.store(this.control.words, slotOf(thread) + STATE, DEAD);
  }

  // Loops would still be right without helpers, but silently no faster; the next attempt starts them anew.
  #refuse({ name, exitCode, error }: { name: string; exitCode: number; error?: unknown }): never {
    this.#bootFailure = undefined;
    throw new BrokenPoolError(
      `prange: thread "${name}" ended with code ${exitCode} before it could work; see the cause, or setNumThreads(1) to do without`,
      { cause: error },
    );
  }
}
