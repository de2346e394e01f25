// Where a whole call waits for the leader, and its result for whoever sent it. One call at a time.

import { heap, words } from "@mp/sync/internal";
import type { Settings } from "./caller.ts";

// | word      | holds                         | set by                          |
// | POSTED    | counts calls                  | the sender adds 1, last of all  |
// | DONE      | counts calls answered         | the leader adds 1, last of all  |
// | the rest  | the call; its outcome         | the sender; the leader          |
export const POSTED = 0;
export const DONE = 16;
const KERNEL = 32;
const THREADS = 33;
const CHUNKSIZE = 34;
const ARGUMENTS = 35;
const ARGUMENT_COUNT = 36;
const OUTCOME = 37;
export const FAILURE = 38;
const RESULT = 40;
const LINE = 64;
const BYTES = 48 * Int32Array.BYTES_PER_ELEMENT;

/** OUTCOME of a call that returned nothing, returned a number, or threw. */
const RETURNED = 0;
const RETURNED_NUMBER = 1;
const THREW = 2;

/** What a leader is told when it starts. */
export interface LeaderData {
  readonly control: number;
  readonly threads: number;
  readonly mailbox: number;
}

/** A call of a kernel's main function, its arguments flat and in the heap. */
export interface Call {
  readonly kernel: number;
  readonly settings: Settings;
  /** Heap address of the arguments, as doubles. */
  readonly arguments: number;
  readonly count: number;
}

/** A mailbox seen from one thread. */
export interface Mailbox {
  readonly address: number;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
}

/** An empty mailbox's address. */
export function createMailbox(): number {
  return heap.allocate(BYTES, { align: LINE });
}

/** The mailbox at `address`. */
export function openMailbox(address: number): Mailbox {
  const view = words();
  return {
    address,
    words: view.subarray(address >>> 2, (address + BYTES) >>> 2),
    doubles: new Float64Array(view.buffer, address, BYTES / Float64Array.BYTES_PER_ELEMENT),
  };
}

/** Writes a call, without posting it. */
export function writeCall({ words }: Mailbox, call: Call): void {
  words[KERNEL] = call.kernel;
  words[THREADS] = call.settings.threads;
  words[CHUNKSIZE] = call.settings.chunksize;
  words[ARGUMENTS] = call.arguments;
  words[ARGUMENT_COUNT] = call.count;
}

/** Reads the call that was posted. */
export function readCall({ words }: Mailbox): Call {
  return {
    kernel: words[KERNEL]! >>> 0,
    settings: { threads: words[THREADS]!, chunksize: words[CHUNKSIZE]! },
    arguments: words[ARGUMENTS]! >>> 0,
    count: words[ARGUMENT_COUNT]!,
  };
}

/** Writes what the main function returned. */
export function writeResult({ words, doubles }: Mailbox, result: number | undefined): void {
  words[OUTCOME] = result === undefined ? RETURNED : RETURNED_NUMBER;
  if (result !== undefined) doubles[RESULT >>> 1] = result;
}

/** Says that the failure at FAILURE is the outcome. */
export function writeThrew({ words }: Mailbox): void {
  words[OUTCOME] = THREW;
}

/** What came of the call: the number it returned, nothing, or "threw". */
export function readOutcome({ words, doubles }: Mailbox): number | undefined | "threw" {
  if (words[OUTCOME] === THREW) return "threw";
  return words[OUTCOME] === RETURNED_NUMBER ? doubles[RESULT >>> 1] : undefined;
}
