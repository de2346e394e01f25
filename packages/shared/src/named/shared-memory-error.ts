// The error of named memory, which says by its code what is wrong.

/** `EEXIST`: the name is taken. `ENOENT`: there is nothing of that name. `EINVAL`: an argument cannot be, or it is closed. */
export type SharedMemoryErrorCode = "EEXIST" | "ENOENT" | "EINVAL";

/** Something is wrong with a name, a size or the state of shared memory; `code` says what, as in Node's and C's errors. */
export class SharedMemoryError extends Error {
  override readonly name = "SharedMemoryError";
  readonly code: SharedMemoryErrorCode;

  constructor(message: string, code: SharedMemoryErrorCode) {
    super(message);
    this.code = code;
  }
}
