// `@mp/sync/internal`: what the layers above build on. Not for users: it may change in any release.

export {
  blockOf,
  bufferOf,
  disposeBlock,
  disposeBuffer,
  isHeapBuffer,
  letGoBuffer,
  release,
  retain,
} from "./heap/blocks.ts";
export { copyMemory, fillMemory, heap } from "./heap/heap.ts";
export { bufferNoted, clearHold, hasNameTable, nameTable, noteHold, whileHeld } from "./heap/names.ts";
export { adoptHeap, currentThread, type HeapHandle, shareHeap, words } from "./heap/realm.ts";
export { reap } from "./reap.ts";
export { canBlock, notifyWord, type Woken, waitWord, waitWordAsync } from "./wait-word.ts";
