import { portable } from "@mp/sync";
import { expect, test } from "vitest";
import { ShareableList, SharedMemory, SharedMemoryManager } from "../src/index.ts";

test("a page makes, finds, sends and unlinks named memory", () => {
  const memory = SharedMemory.create({ size: 100, name: "prïces" });
  using same = SharedMemory.attach("prïces");
  using arrived = SharedMemory[portable](memory[portable]().state);
  arrived.buf[99] = 7;
  expect([same.buf[99], same.name, memory.buf.byteOffset % 64]).toEqual([7, "prïces", 0]);
  expect(() => SharedMemory.create({ size: 1, name: "prïces" })).toThrow(expect.objectContaining({ code: "EEXIST" }));
  memory.close();
  memory.unlink();
  expect(() => SharedMemory.attach("prïces")).toThrow(expect.objectContaining({ code: "ENOENT" }));
  expect(memory.buf.length).toBe(0);
});

test("a page has lists, whose texts lie in shared memory", () => {
  using manager = new SharedMemoryManager();
  const items = ["mü\0", 2.5, 3n, true, null, Uint8Array.of(1, 0)];
  const list = manager.ShareableList(items);
  using same = ShareableList.attach(list.shm.name);
  expect([...same]).toEqual(items);
  same.set(0, "là");
  expect([list.index("là"), list.count(2.5)]).toEqual([0, 1]);
});
