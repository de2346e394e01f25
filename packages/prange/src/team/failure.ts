// What can go wrong in compiled code, and how it travels from the thread where it happened to the caller.

import { heap } from "@mp/sync/internal";
import { placeJson, readJson } from "./bytes.ts";
import { threadName } from "./control.ts";

/** Thrown through compiled code by a check that failed. The caller turns it into an error with the source line. */
export class SiteFailure extends Error {
  override readonly name = "SiteFailure";
  /** Which of the program's sites. */
  readonly site: number;
  /** The offending value, for example the index. */
  readonly a: number;
  /** What it was held against, for example the length. */
  readonly b: number;

  constructor(site: number, a: number, b: number) {
    super(`check ${site} failed: ${a}, ${b}`);
    this.site = site;
    this.a = a;
    this.b = b;
  }
}

/** Thrown by a loop of which a thread took a part and died. */
export class LostThread extends Error {
  override readonly name = "LostThread";
  /** Its number in the team; 0 for the leader. */
  readonly thread: number;

  constructor(thread: number, options?: ErrorOptions) {
    super(`thread "${threadName(thread)}" died while it ran part of the loop`, options);
    this.thread = thread;
  }
}

// A record is two words: the address and length of its text. JSON, because failures are rare and their shapes differ.
// Numbers are decimal text, since JSON has neither NaN nor the infinities nor -0.
type FailureRecord =
  | { kind: "site"; site: number; a: string; b: string }
  | { kind: "lost"; thread: number }
  | { kind: "error"; name: string; message: string; stack: string | undefined };

/** Writes `error` into the record at `words[at]`. */
export function writeFailure(words: Int32Array, at: number, error: unknown): void {
  const { address, length } = placeJson(describe(error));
  words[at] = address;
  words[at + 1] = length;
}

/** The error in the record at `words[at]`, whose memory is given back. */
export function takeFailure(words: Int32Array, at: number): Error {
  const address = words[at]! >>> 0;
  const record = readJson({ address, length: words[at + 1]! }) as FailureRecord;
  heap.free(address);
  return revive(record);
}

function describe(error: unknown): FailureRecord {
  if (error instanceof SiteFailure) {
    return { kind: "site", site: error.site, a: decimal(error.a), b: decimal(error.b) };
  }
  if (error instanceof LostThread) return { kind: "lost", thread: error.thread };
  if (error instanceof Error) return { kind: "error", name: error.name, message: error.message, stack: error.stack };
  return { kind: "error", name: "Error", message: String(error), stack: undefined };
}

function decimal(value: number): string {
  return Object.is(value, -0) ? "-0" : String(value);
}

function revive(record: FailureRecord): Error {
  switch (record.kind) {
    case "site":
      return new SiteFailure(record.site, Number(record.a), Number(record.b));
    case "lost":
      return new LostThread(record.thread);
    case "error": {
      // What compiled code throws by itself: a trap, or the stack's end, which JavaScript reports as a RangeError.
      const error = record.name === "RangeError" ? new RangeError(record.message) : new Error(record.message);
      error.name = record.name;
      if (record.stack !== undefined) error.stack = record.stack;
      return error;
    }
  }
}
