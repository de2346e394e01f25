// `@mp/sync`: locks, semaphores, conditions and events over all threads of a program, and the protocol by which objects cross.

export { Condition } from "./condition.ts";
export {
  BrokenBarrierError,
  NotOwnerError,
  OverReleaseError,
  OwnerDiedError,
  QueueClosedError,
  QueueEmptyError,
  QueueFullError,
  TimeoutError,
  WouldBlockError,
} from "./errors.ts";
export { Event } from "./event.ts";
export type { Held, WaitOptions } from "./guarded.ts";
export { adoptHeap, currentThread, type HeapHandle, shareHeap } from "./heap/realm.ts";
export { Lock } from "./lock.ts";
export type { Holder } from "./permits.ts";
export { type PortableForm, portable } from "./portable.ts";
export { reap } from "./reap.ts";
export { RLock } from "./rlock.ts";
export { BoundedSemaphore, Semaphore } from "./semaphore.ts";
