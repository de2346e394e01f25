// The names of blocks: which there can be, their bytes, and those that are made up.

import { SharedMemoryError } from "./shared-memory-error.ts";

/** Bytes of UTF-8 that a name may have, as file names may: on Linux POSIX's shared memory is files. */
export const LONGEST_NAME = 255;

/** A name as it lies in the heap. */
export interface BlockName {
  readonly text: string;
  /** UTF-8. */
  readonly bytes: Uint8Array;
  /** Tells most names apart at the cost of one comparison. */
  readonly hash: number;
}

/**
 * Checks a name.
 * @throws {SharedMemoryError} `EINVAL` if it cannot be one
 */
export function blockName(caller: string, name: unknown): BlockName {
  const refuse = (why: string) => {
    const shown = typeof name === "string" ? JSON.stringify(name) : String(name);
    return new SharedMemoryError(`${caller}: name ${why}, got ${shown}`, "EINVAL");
  };
  if (typeof name !== "string" || name === "") throw refuse("must be a string that is not empty");
  if (name.includes("/") || name.includes("\0")) throw refuse('must have no "/" and no NUL');
  if (!name.isWellFormed()) throw refuse("must be well-formed Unicode, without half a surrogate pair");
  const bytes = new TextEncoder().encode(name);
  if (bytes.length > LONGEST_NAME)
    throw refuse(`must have at most ${LONGEST_NAME} bytes of UTF-8, has ${bytes.length}`);
  return { text: name, bytes, hash: hashOf(bytes) };
}

/** A new name, of the form that Python's have. */
export function inventName(): string {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `psm_${random!.toString(16).padStart(8, "0")}`;
}

/** FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/. */
function hashOf(bytes: Uint8Array): number {
  let hash = 0x811c9dc5 | 0;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}
