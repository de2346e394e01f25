// The errors of @mp/sync: one class each thing that can go wrong, so that a caller can tell them apart.

/** A wait, or a call with a deadline, took longer than it was given. Also thrown by `@mp/pool`. */
export class TimeoutError extends Error {
  override readonly name = "TimeoutError";
}

/** The thread or process that held this lock died holding it; `recover()` takes the lock over. */
export class OwnerDiedError extends Error {
  override readonly name = "OwnerDiedError";
  /** mp's number of the thread that died. */
  readonly owner: number;

  constructor(message: string, owner: number) {
    super(message);
    this.owner = owner;
  }
}

/** This thread does not own what it tried to give back or take over. */
export class NotOwnerError extends Error {
  override readonly name = "NotOwnerError";
}

/** Something was released more often than it was acquired. */
export class OverReleaseError extends Error {
  override readonly name = "OverReleaseError";
}

/** The call would have to block, and this thread may not (a browser's page): use the async form. */
export class WouldBlockError extends Error {
  override readonly name = "WouldBlockError";
}

/** The barrier was aborted, or one of its threads timed out or died, while others waited in it. */
export class BrokenBarrierError extends Error {
  override readonly name = "BrokenBarrierError";
}

/** Nothing was in the queue within the time given. */
export class QueueEmptyError extends Error {
  override readonly name = "QueueEmptyError";
}

/** The queue had no room within the time given. */
export class QueueFullError extends Error {
  override readonly name = "QueueFullError";
}

/** The queue was closed. */
export class QueueClosedError extends Error {
  override readonly name = "QueueClosedError";
}
