// The lock beside a value or an array: which one, whether there is one, and how it crosses.

import { Lock, type PortableForm, portable, RLock } from "@mp/sync";

/** Which lock guards a shared object: a new `RLock` unless one is given; `false` for none. */
export interface LockOptions {
  /** @default a new `RLock` */
  lock?: RLock | Lock | false;
}

/**
 * The lock that the options ask for.
 * @throws {TypeError} if it is no lock
 */
export function lockFrom(caller: string, { lock = new RLock() }: LockOptions): RLock | Lock | undefined {
  if (lock === false) return undefined;
  if (lock instanceof RLock || lock instanceof Lock) return lock;
  throw new TypeError(`${caller}: lock must be an RLock, a Lock or false, got ${String(lock)}`);
}

/** The lock that arrived in a message. */
export const lockArrived = (form: PortableForm | undefined): RLock | Lock | undefined =>
  form && (form.name === "RLock" ? RLock : Lock)[portable](form.state);

/** Calls `body` under the lock, or just so if there is none. */
export const under = <T>(lock: RLock | Lock | undefined, body: () => T): T => (lock ? lock.run(body) : body());
