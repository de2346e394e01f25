// Waiting for a lock's word, blocking or not: the slow path behind `tryAcquire`.

import { timeLeft } from "./deadline.ts";
import { OwnerDiedError } from "./errors.ts";
import { keepAlive } from "./keep-alive.ts";
import { acquireOrAnnounce, ownerDied, ownerOf } from "./lock-word.ts";
import { waitWord, waitWordAsync } from "./wait-word.ts";

/** A lock's word, and who asks for it. */
export interface LockPlace {
  readonly view: Int32Array<SharedArrayBuffer>;
  /** Byte address of the word. */
  readonly address: number;
  readonly thread: number;
  /** The lock's class, for messages. */
  readonly name: string;
}

/** Takes the lock by the deadline, sleeping meanwhile. @returns whether it was taken */
export function acquireWord(place: LockPlace, deadline: number): boolean {
  const { view, address, thread, name } = place;
  for (let slept = false; ; slept = true) {
    const busy = acquireOrAnnounce(view, address >>> 2, thread, slept);
    if (busy === 0) return true;
    refuseDead(name, busy);
    const left = timeLeft(deadline);
    if (left === 0) return false;
    waitWord(address, busy, left);
  }
}

/** As {@link acquireWord}, without blocking the thread. */
export async function acquireWordAsync(place: LockPlace, deadline: number, signal?: AbortSignal): Promise<boolean> {
  const { view, address, thread, name } = place;
  for (let slept = false; ; slept = true) {
    const busy = acquireOrAnnounce(view, address >>> 2, thread, slept);
    if (busy === 0) return true;
    refuseDead(name, busy);
    const left = timeLeft(deadline);
    if (left === 0) return false;
    await keepAlive(waitWordAsync(address, busy, { timeout: left, signal }));
  }
}

/**
 * Says that the owner died, if it did.
 * @throws {OwnerDiedError}
 */
export function refuseDead(name: string, word: number): void {
  if (!ownerDied(word)) return;
  const owner = ownerOf(word);
  throw new OwnerDiedError(
    `${name}: thread ${owner} died holding it; check what it protects, then take it over with recover()`,
    owner,
  );
}
