// SharedMemoryManager: unlinks what was made with it, whatever happens.

import type { ShareableItem } from "./list/items.ts";
import { ShareableList } from "./list/shareable-list.ts";
import { SharedMemory } from "./named/shared-memory.ts";
import { SharedMemoryError } from "./named/shared-memory-error.ts";

/**
 * Makes named memory and unlinks all of it at the end: Python's `multiprocessing.managers.SharedMemoryManager`. With
 * `using` that is the end of the block, also when it throws.
 *
 * @example
 * {
 *   using manager = new SharedMemoryManager();
 *   const memory = manager.SharedMemory(1024);
 *   const list = manager.ShareableList(["howdy", 1]);
 * } // neither name is there any more
 */
export class SharedMemoryManager implements Disposable {
  #made: SharedMemory[] | undefined = [];

  /**
   * A new block of `size` bytes.
   * @throws {SharedMemoryError} `EINVAL` for a size that cannot be, and after `shutdown()`
   */
  SharedMemory(size: number): SharedMemory {
    this.#mustRun("SharedMemory");
    return this.#keep(SharedMemory.create({ size }));
  }

  /**
   * A new list of these items.
   * @throws {TypeError} for an item that it cannot hold
   * @throws {SharedMemoryError} `EINVAL` after `shutdown()`
   */
  ShareableList<T extends ShareableItem>(items: Iterable<T>) {
    this.#mustRun("ShareableList");
    const list = ShareableList(items);
    this.#keep(list.shm);
    return list;
  }

  /**
   * Unlinks what it made, unless somebody has already, and closes the handles that it returned. Handles of other threads
   * go on. The second time it does nothing.
   */
  shutdown(): void {
    const made = this.#made ?? [];
    this.#made = undefined;
    for (const memory of made) {
      unlinkUnlessDone(memory);
      memory.close();
    }
  }

  [Symbol.dispose](): void {
    this.shutdown();
  }

  #keep(memory: SharedMemory): SharedMemory {
    this.#made!.push(memory);
    return memory;
  }

  #mustRun(method: string): void {
    if (this.#made) return;
    throw new SharedMemoryError(
      `SharedMemoryManager.${method}: called after shutdown(); make another manager`,
      "EINVAL",
    );
  }
}

function unlinkUnlessDone(memory: SharedMemory): void {
  try {
    memory.unlink();
  } catch (error) {
    if (!(error instanceof SharedMemoryError && error.code === "ENOENT")) throw error;
  }
}
