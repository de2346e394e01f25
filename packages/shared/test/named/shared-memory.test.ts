import { portable } from "@mp/sync";
import { heap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { SharedMemory, SharedMemoryError } from "../../src/index.ts";

const failure = (action: () => unknown) => {
  try {
    action();
  } catch (error) {
    if (error instanceof SharedMemoryError) return error;
    throw error;
  }
  throw new Error("it did not fail");
};
const codeOf = (action: () => unknown) => failure(action).code;

describe("SharedMemory", () => {
  test("is zeroed bytes, which every handle of the name shares", () => {
    const memory = SharedMemory.create({ size: 100, name: "prices" });
    expect([memory.name, memory.size, memory.buf.length]).toEqual(["prices", 100, 100]);
    expect(memory.buf.every((byte) => byte === 0)).toBe(true);
    const same = SharedMemory.attach("prices");
    memory.buf[99] = 7;
    expect(same.buf[99]).toBe(7);
    expect([same.name, same.size]).toEqual(["prices", 100]);
    same.close();
    memory.close();
    memory.unlink();
  });

  test("begins where any typed array may, and overlaps no neighbour", () => {
    const memories = [1, 63, 64, 65].map((size) => SharedMemory.create({ size }));
    for (const { buf } of memories) {
      expect(buf.byteOffset % 64).toBe(0);
      buf.fill(buf.length);
    }
    for (const { buf } of memories) expect(new Set(buf)).toEqual(new Set([buf.length]));
    for (const memory of memories) {
      memory.unlink();
      memory.close();
    }
  });

  test("has a name of its own unless it is given one", () => {
    const memories = Array.from({ length: 50 }, () => SharedMemory.create({ size: 1 }));
    expect(new Set(memories.map(({ name }) => name)).size).toBe(50);
    for (const memory of memories) {
      expect(memory.name).toMatch(/^psm_[0-9a-f]{8}$/);
      memory.unlink();
      memory.close();
    }
  });

  test("says by code what is wrong: taken, not there, or not possible", () => {
    const memory = SharedMemory.create({ size: 1, name: "taken" });
    expect(codeOf(() => SharedMemory.create({ size: 1, name: "taken" }))).toBe("EEXIST");
    expect(codeOf(() => SharedMemory.attach("nowhere"))).toBe("ENOENT");
    memory.unlink();
    expect(codeOf(() => memory.unlink())).toBe("ENOENT");
    expect(codeOf(() => SharedMemory.attach("taken"))).toBe("ENOENT");
    memory.close();
    for (const size of [0, -1, 1.5, Number.NaN, 2 ** 32, "8" as never, undefined as never]) {
      expect(codeOf(() => SharedMemory.create({ size }))).toBe("EINVAL");
    }
    for (const name of [
      "",
      "a/b",
      "/a",
      "a\0",
      "\ud800",
      "x".repeat(256),
      "ä".repeat(128),
      5 as never,
      null as never,
    ]) {
      expect(codeOf(() => SharedMemory.create({ size: 1, name }))).toBe("EINVAL");
      expect(codeOf(() => SharedMemory.attach(name))).toBe("EINVAL");
    }
    expect(failure(() => SharedMemory.attach("x/y")).message).toBe(
      'SharedMemory.attach: name must have no "/" and no NUL, got "x/y"',
    );
    expect(failure(() => SharedMemory.create({ size: 0 }))).toMatchObject({ name: "SharedMemoryError" });
  });

  test("refuses an option that it does not know, rather than ignore it", () => {
    const options = { size: 1, scope: "system" };
    expect(failure(() => SharedMemory.create(options))).toMatchObject({
      code: "EINVAL",
      message: expect.stringContaining("there is no option scope"),
    });
  });

  test("takes names of every kind up to 255 bytes", () => {
    for (const name of ["x", " ", "x".repeat(255), "ä€😀", "\ufeffbom", ".", "__proto__", "a\nb"]) {
      using memory = SharedMemory.create({ size: 3, name });
      using same = SharedMemory.attach(name);
      expect(same.name).toBe(name);
      memory.buf[2] = 5;
      expect(same.buf[2]).toBe(5);
      memory.unlink();
    }
  });

  test("has no bytes after close, which may be repeated; other handles keep theirs", () => {
    const memory = SharedMemory.create({ size: 8, name: "closed" });
    const same = SharedMemory.attach("closed");
    memory.buf[0] = 9;
    memory.close();
    memory.close();
    expect(memory.buf).toBeInstanceOf(Uint8Array);
    expect([memory.buf.length, memory.size, memory.name]).toEqual([0, 8, "closed"]);
    expect(same.buf[0]).toBe(9);
    expect(codeOf(() => memory[portable]())).toBe("EINVAL");
    memory.unlink();
    expect(same.buf[0]).toBe(9);
    same.close();
  });

  test("outlives its handles until it is unlinked, and is then free at once", () => {
    SharedMemory.create({ size: 1, name: "warm" }).unlink(); // this thread's list of holds is there from now on
    const before = heap.stats().blocks;
    const memory = SharedMemory.create({ size: 100_000, name: "outlives" });
    memory.buf[5] = 5;
    memory.close();
    expect(heap.stats().blocks).toBe(before + 1);
    const again = SharedMemory.attach("outlives");
    expect(again.buf[5]).toBe(5);
    again.unlink();
    expect(heap.stats().blocks).toBe(before + 1);
    again.close();
    expect(heap.stats().blocks).toBe(before);
  });

  test("a name is free after unlink, and its old handle cannot take it from the next block", () => {
    const first = SharedMemory.create({ size: 8, name: "again" });
    first.unlink();
    const second = SharedMemory.create({ size: 16, name: "again" });
    expect(codeOf(() => first.unlink())).toBe("ENOENT");
    first.buf[0] = 1;
    expect(second.buf[0]).toBe(0);
    expect(SharedMemory.attach("again").size).toBe(16);
    first.close();
    // The next may well get the first one's memory.
    second.unlink();
    second.close();
    const third = SharedMemory.create({ size: 8, name: "again" });
    expect(codeOf(() => first.unlink())).toBe("ENOENT");
    third.unlink();
    third.close();
  });

  test("a name that is refused as taken costs no memory", () => {
    using memory = SharedMemory.create({ size: 8, name: "cheap" });
    const before = heap.stats();
    expect(codeOf(() => SharedMemory.create({ size: 2 ** 31, name: "cheap" }))).toBe("EEXIST");
    expect(heap.stats()).toEqual(before);
    memory.unlink();
  });

  test("thousands of names are found, and their places used again", () => {
    const made = Array.from({ length: 1_000 }, (_, i) => SharedMemory.create({ size: 4, name: `many-${i}` }));
    for (const i of [0, 254, 255, 256, 999]) {
      using found = SharedMemory.attach(`many-${i}`);
      expect(found.name).toBe(`many-${i}`);
    }
    for (const memory of made) {
      memory.unlink();
      memory.close();
    }
    const { used } = heap.stats();
    for (let i = 0; i < 1_000; i++) {
      using memory = SharedMemory.create({ size: 4, name: `more-${i}` });
      memory.unlink();
    }
    expect(heap.stats().used).toBe(used);
  });

  test("closes at the end of a using block, and keeps its name", () => {
    let seen: SharedMemory;
    {
      using memory = SharedMemory.create({ size: 2, name: "block" });
      seen = memory;
      expect(memory.buf.length).toBe(2);
    }
    expect(seen.buf.length).toBe(0);
    SharedMemory.attach("block").unlink();
  });

  test("crosses as a handle of its own, also after its name is gone", () => {
    const memory = SharedMemory.create({ size: 4, name: "crossing" });
    memory.buf[1] = 3;
    const form = memory[portable]();
    expect(structuredClone(form)).toEqual(form);
    memory.unlink();
    memory.close();
    const arrived = SharedMemory[portable](form.state);
    expect([arrived.name, arrived.size, arrived.buf[1]]).toEqual(["crossing", 4, 3]);
    const { blocks } = heap.stats();
    arrived.close();
    expect(heap.stats().blocks).toBe(blocks - 1);
  });
});
