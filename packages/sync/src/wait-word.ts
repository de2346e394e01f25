// The one file of mp that waits: a thread sleeps on a word of the heap until another notifies it.

import { threadMayBlock } from "#platform";
import { WouldBlockError } from "./errors.ts";
import { words } from "./heap/realm.ts";

/** How a wait ended; `not-equal`: the word was no longer what the caller expected. */
export type Woken = "ok" | "not-equal" | "timed-out";

/** Whether this thread may block: anywhere but in a browser's page. */
export const canBlock = (): boolean => threadMayBlock();

/**
 * Blocks this thread while the word at `address` is `expected`, until it is notified.
 * @param timeout milliseconds @default Infinity
 * @throws {WouldBlockError} where the thread may not block
 */
export function waitWord(address: number, expected: number, timeout = Number.POSITIVE_INFINITY): Woken {
  if (!canBlock()) throw new WouldBlockError("a page may not block its thread: use the async form of this call");
  return Atomics.wait(words(), address >>> 2, expected, timeout);
}

/**
 * As {@link waitWord}, without blocking. It does not keep Node's event loop alive.
 * @throws the signal's reason, as a rejection
 */
export async function waitWordAsync(
  address: number,
  expected: number,
  { timeout = Number.POSITIVE_INFINITY, signal }: { timeout?: number; signal?: AbortSignal } = {},
): Promise<Woken> {
  signal?.throwIfAborted();
  const wait = Atomics.waitAsync(words(), address >>> 2, expected, timeout);
  if (!wait.async) return wait.value;
  return signal ? abortable(wait.value, address, signal) : wait.value;
}

function abortable(woken: Promise<Woken>, address: number, signal: AbortSignal): Promise<Woken> {
  return new Promise((resolve, reject) => {
    let aborted = false;
    const abort = () => {
      aborted = true;
      reject(signal.reason);
    };
    signal.addEventListener("abort", abort, { once: true });
    woken.then((how) => {
      signal.removeEventListener("abort", abort);
      // A wait cannot be taken back: this one slept on after its caller had left, and took a notification that was
      // meant for somebody who still waits.
      if (aborted && how === "ok") notifyWord(address, 1);
      resolve(how);
    }, reject);
  });
}

/**
 * Wakes those who sleep on the word at `address`.
 * @param count how many at most @default Infinity
 * @returns how many were woken
 */
export const notifyWord = (address: number, count = Number.POSITIVE_INFINITY): number =>
  Atomics.notify(words(), address >>> 2, count);
