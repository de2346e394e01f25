// Process: one function on a thread of its own, with the life cycle of Python's Process.

import { ProcessStateError } from "../errors.ts";
import type { ThreadExit } from "../platform/types.ts";
import { longestTimer } from "../pool/async-result.ts";
import { checkFunction, checkTimeout, describe } from "../pool/checks.ts";
import { launchThread, type TalkingThread } from "../threads/start-thread.ts";
import { shipTarget } from "./ship-target.ts";

export interface ProcessOptions<A extends unknown[]> {
  /** The function to run. It travels as a pool's functions do. */
  target: (...args: A) => unknown;
  /** Its arguments. @default [] */
  args?: readonly [...A];
  /** Shown in debuggers, profilers and errors. @default "Process-1", "Process-2", … */
  name?: string;
  /** Whether the program may end while it runs, and ends it then. @default false */
  daemon?: boolean;
}

/** Exit codes of a process that was stopped: minus the signal's number, as Python has it. */
const terminated = -15;
const killed = -9;

let count = 0;
const running = new Set<Process>();

/**
 * A function on a thread of its own.
 *
 * @example
 * const greeting = new Process({ target: (name: string) => console.log(`hello, ${name}`), args: ["world"] });
 * greeting.start();
 * await greeting.join();
 * greeting.exitcode; // => 0
 */
export class Process<A extends unknown[] = never[]> {
  readonly name: string;
  readonly daemon: boolean;
  readonly #target: (...args: A) => unknown;
  readonly #args: readonly unknown[];
  readonly #exited: Promise<number>;
  #settle!: (exitcode: number) => void;
  #thread: TalkingThread | undefined;
  #exitcode: number | null = null;
  #stopped: number | undefined;
  #closed = false;

  /** @throws TypeError for a target that is no function, or args that are no array. */
  constructor({ target, args, name, daemon = false }: ProcessOptions<A>) {
    checkFunction("Process", "target", target);
    if (args !== undefined && !Array.isArray(args)) {
      throw new TypeError(
        `Process: args must be an array of arguments, got ${describe(args)}; put a single one in brackets`,
      );
    }
    count += 1;
    this.#target = target;
    this.#args = args ?? [];
    this.name = name ?? `Process-${count}`;
    this.daemon = daemon;
    this.#exited = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /**
   * Starts it.
   *
   * @throws ProcessStateError the second time, or after `close()`; CaptureError or
   *   SerializationError for a target or arguments that cannot be sent.
   */
  start(): void {
    this.#checkOpen("start");
    if (this.#thread !== undefined) {
      throw new ProcessStateError(`Process.start: ${this.name} has been started; make a new Process to run it again`);
    }
    const shipment = shipTarget(this.#target as (...args: never[]) => unknown, this.#args);
    const thread = launchThread({
      name: this.name,
      module: undefined,
      entry: "runProcess",
      data: undefined,
      onExit: (exit) => this.#ended(exit),
    });
    this.#thread = thread;
    running.add(this);
    if (!this.daemon) thread.ref();
    thread.post(shipment);
  }

  #ended({ exitCode, error }: ThreadExit): void {
    running.delete(this);
    this.#exitcode = this.#stopped ?? exitCode;
    // As Python's child process does: nobody is there to catch it.
    if (error !== undefined && this.#stopped === undefined) console.error(`${this.name} ended with an error:`, error);
    this.#settle(this.#exitcode);
  }

  /**
   * Waits until it has ended.
   *
   * @param timeout Milliseconds after which it resolves anyway; `isAlive()` tells. @default no limit
   * @throws ProcessStateError before `start()` or after `close()`.
   */
  async join(timeout?: number): Promise<void> {
    this.#checkOpen("join");
    checkTimeout("Process.join", timeout);
    const thread = this.#checkStarted("join");
    thread.ref(); // or a program that only waits for a daemon would end before it
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      if (timeout !== undefined) timer = setTimeout(resolve, Math.min(timeout, longestTimer));
    });
    try {
      await Promise.race([this.#exited, late]);
    } finally {
      clearTimeout(timer);
      if (this.daemon) thread.unref();
    }
  }

  /** Whether it has been started and has not ended. */
  isAlive(): boolean {
    return this.#thread !== undefined && this.#exitcode === null;
  }

  /** Stops it; its `exitcode` will be -15. No `finally` in it runs. @throws ProcessStateError before `start()`. */
  terminate(): void {
    this.#stop("terminate", terminated);
  }

  /** Stops it; its `exitcode` will be -9. A thread cannot refuse, so this is `terminate` with another code. */
  kill(): void {
    this.#stop("kill", killed);
  }

  #stop(method: string, exitcode: number): void {
    this.#checkOpen(method);
    const thread = this.#checkStarted(method);
    if (this.#exitcode !== null) return;
    this.#stopped ??= exitcode;
    void thread.terminate();
  }

  /** Ends the use of this object. @throws ProcessStateError while it runs. */
  close(): void {
    if (this.isAlive()) {
      throw new ProcessStateError(`Process.close: ${this.name} is running; await join(), or terminate() it first`);
    }
    this.#closed = true;
  }

  /** The number of its thread; `null` before `start()`. */
  get pid(): number | null {
    return this.#thread?.id ?? null;
  }

  /** 0 after a return, 1 after an uncaught error, the code of `process.exit`, -15 or -9 when stopped; `null` until then. */
  get exitcode(): number | null {
    return this.#exitcode;
  }

  /** Resolves with the `exitcode`. */
  get exited(): Promise<number> {
    return this.#exited;
  }

  #checkOpen(method: string): void {
    if (this.#closed) throw new ProcessStateError(`Process.${method}: ${this.name} is closed; make a new Process`);
  }

  #checkStarted(method: string): TalkingThread {
    if (this.#thread !== undefined) return this.#thread;
    throw new ProcessStateError(`Process.${method}: ${this.name} has not been started; start() it first`);
  }
}

/**
 * The processes of this thread that run.
 *
 * @example
 * for (const child of activeChildren()) child.terminate();
 */
export const activeChildren = (): Process[] => [...running];
