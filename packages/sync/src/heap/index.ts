// `@mp/sync/heap`: the program's one shared memory.

export { type AllocateOptions, type Heap, type HeapStats, heap } from "./heap.ts";
