import { heap } from "@mp/sync/internal";
import fc from "fast-check";
import { expect, test } from "vitest";
import { SharedMemory, SharedMemoryError } from "../../src/index.ts";

interface Block {
  name: string;
  bytes: number;
}
interface Handle {
  memory: SharedMemory;
  block: Block;
  open: boolean;
}

const step = fc.record({
  action: fc.constantFrom("create", "attach", "write", "close", "unlink"),
  name: fc.constantFrom("a", "b", "ä", "A"),
  which: fc.nat(100),
  byte: fc.nat(255),
});

const outcome = (action: () => void): string => {
  try {
    action();
    return "done";
  } catch (error) {
    if (error instanceof SharedMemoryError) return error.code;
    throw error;
  }
};

test("whatever is done in whatever order, names, bytes and memory are those of a plain model", () => {
  SharedMemory.create({ size: 1 }).unlink(); // the table is there from now on
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const before = heap.stats().used;
      const named = new Map<string, Block>();
      const handles: Handle[] = [];
      for (const { action, name, which, byte } of steps) {
        const handle = handles[which % (handles.length || 1)];
        if (action === "create") {
          const expected = named.has(name) ? "EEXIST" : "done";
          const result = outcome(() => {
            const memory = SharedMemory.create({ size: 1 + which, name });
            const block = { name, bytes: 0 };
            named.set(name, block);
            handles.push({ memory, block, open: true });
          });
          expect(result).toBe(expected);
        } else if (action === "attach") {
          const block = named.get(name);
          const result = outcome(() => {
            handles.push({ memory: SharedMemory.attach(name), block: block!, open: true });
          });
          expect(result).toBe(block ? "done" : "ENOENT");
        } else if (handle && action === "write" && handle.open) {
          handle.memory.buf[0] = byte;
          handle.block.bytes = byte;
        } else if (handle && action === "close") {
          handle.memory.close();
          handle.open = false;
        } else if (handle && action === "unlink") {
          const mine = named.get(handle.block.name) === handle.block;
          expect(outcome(() => handle.memory.unlink())).toBe(mine ? "done" : "ENOENT");
          if (mine) named.delete(handle.block.name);
        }
        for (const { memory, block, open } of handles) {
          expect(memory.name).toBe(block.name);
          if (open) expect(memory.buf[0]).toBe(block.bytes);
          else expect(memory.buf.length).toBe(0);
        }
      }
      for (const name of named.keys()) {
        using memory = SharedMemory.attach(name);
        memory.unlink();
      }
      for (const { memory } of handles) memory.close();
      expect(heap.stats().used).toBe(before);
    }),
    { numRuns: 200 },
  );
});
