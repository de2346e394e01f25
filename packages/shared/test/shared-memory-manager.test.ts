import { heap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { ShareableList, SharedMemory, SharedMemoryManager } from "../src/index.ts";
import { names } from "../src/named/name-table.ts";

describe("SharedMemoryManager", () => {
  test("makes blocks and lists, which are found by name", () => {
    using manager = new SharedMemoryManager();
    const memory = manager.SharedMemory(128);
    const list = manager.ShareableList(["howdy", 1]);
    expect(memory.size).toBe(128);
    using same = SharedMemory.attach(memory.name);
    same.buf[0] = 4;
    expect(memory.buf[0]).toBe(4);
    using again = ShareableList.attach(list.shm.name);
    expect([...again]).toEqual(["howdy", 1]);
  });

  test("unlinks and frees what it made, and nothing else", () => {
    using other = SharedMemory.create({ size: 8, name: "not the manager's" });
    const before = heap.stats().used;
    {
      using manager = new SharedMemoryManager();
      for (let i = 0; i < 5; i++) manager.SharedMemory(10_000);
      manager.ShareableList([1, 2, 3]);
      expect(names().length).toBe(7);
    }
    expect(names()).toEqual(["not the manager's"]);
    expect(heap.stats().used).toBe(before);
    other.unlink();
  });

  test("unlinks also when its block throws", () => {
    let name = "";
    const fail = () => {
      using manager = new SharedMemoryManager();
      name = manager.SharedMemory(8).name;
      throw new Error("on purpose");
    };
    expect(fail).toThrow("on purpose");
    expect(() => SharedMemory.attach(name)).toThrow(expect.objectContaining({ code: "ENOENT" }));
  });

  test("does not mind what was unlinked or closed before, nor a second shutdown", () => {
    const manager = new SharedMemoryManager();
    const [first, second, third] = [manager.SharedMemory(8), manager.SharedMemory(8), manager.SharedMemory(8)];
    first.unlink();
    second.close();
    manager.shutdown();
    manager.shutdown();
    expect(third.buf.length).toBe(0);
    expect(names()).toEqual([]);
  });

  test("a handle that was attached by itself goes on", () => {
    const manager = new SharedMemoryManager();
    const memory = manager.SharedMemory(8);
    using mine = SharedMemory.attach(memory.name);
    mine.buf[0] = 3;
    manager.shutdown();
    expect(mine.buf[0]).toBe(3);
  });

  test("makes nothing after shutdown, and nothing impossible", () => {
    const manager = new SharedMemoryManager();
    expect(() => manager.SharedMemory(-1)).toThrow(expect.objectContaining({ code: "EINVAL" }));
    manager.shutdown();
    const refused = expect.objectContaining({ code: "EINVAL", message: expect.stringContaining("after shutdown()") });
    expect(() => manager.SharedMemory(8)).toThrow(refused);
    expect(() => manager.ShareableList([])).toThrow(refused);
    expect(names()).toEqual([]);
  });
});
