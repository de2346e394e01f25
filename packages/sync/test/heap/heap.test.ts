import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { heap } from "../../src/heap/index.ts";
import { copyMemory, fillMemory, words } from "../../src/internal.ts";
import { churn } from "../fixtures/churn.ts";
import { DEATHS, DEATHS_DEADLINE } from "../fixtures/deaths.ts";
import { start } from "../fixtures/start.ts";

const bytesAt = (address: number, length: number) => new Uint8Array(words().buffer, address, length);

describe("allocate", () => {
  test("gives zeroed memory, also where there was something before", () => {
    const first = heap.allocate(1000);
    fillMemory(first, 0xff, 1000);
    heap.free(first);
    const second = heap.allocate(1000);
    expect(second).toBe(first);
    expect(bytesAt(second, 1000).every((byte) => byte === 0)).toBe(true);
    heap.free(second);
  });

  test("aligns as asked, and to 16 bytes otherwise", () => {
    const aligns = [undefined, 1, 2, 16, 32, 64, 4096, 65_536];
    const addresses = aligns.map((align) => heap.allocate(24, { align }));
    addresses.forEach((address, i) => {
      expect(address % Math.max(16, aligns[i] ?? 16)).toBe(0);
    });
    addresses.forEach((address) => {
      heap.free(address);
    });
  });

  test("grows the memory when there is not enough", () => {
    const before = heap.stats().capacity;
    const address = heap.allocate(before + 1);
    expect(heap.stats().capacity).toBeGreaterThan(before);
    expect(heap.memory.buffer.byteLength).toBe(heap.stats().capacity);
    words()[(address + before) >>> 2] = 7;
    heap.free(address);
  });

  test("says so when the memory is exhausted, and goes on", () => {
    expect(() => heap.allocate(2 ** 32 - 65_536)).toThrow(/out of memory: \d+ bytes do not fit/);
    heap.free(heap.allocate(10));
  });

  test.each([-1, 1.5, Number.NaN, 2 ** 32])("refuses %s bytes", (bytes) => {
    expect(() => heap.allocate(bytes)).toThrow(RangeError);
  });

  test.each([0, 3, -16, 2 ** 31])("refuses to align to %s", (align) => {
    expect(() => heap.allocate(8, { align })).toThrow(/align must be a power of two/);
  });
});

describe("free", () => {
  test("names the address that is free already", () => {
    const address = heap.allocate(100);
    heap.free(address);
    expect(() => heap.free(address)).toThrow(`heap.free: 0x${address.toString(16)} is free already`);
  });

  test("names the address that is no block", () => {
    const address = heap.allocate(100);
    for (const wrong of [0, 8, 2048, address + 4, address + 16, 2 ** 32 - 16]) {
      expect(() => heap.free(wrong)).toThrow(`0x${wrong.toString(16)} is not an address that the heap gave out`);
    }
    heap.free(address);
  });

  test("joins neighbours, whatever the order", () => {
    const before = heap.stats();
    const addresses = Array.from({ length: 50 }, (_, i) => heap.allocate(100 * i));
    for (const parity of [0, 1]) {
      for (const address of addresses.filter((_, i) => i % 2 === parity)) heap.free(address);
    }
    expect(heap.stats()).toEqual({ ...before, free: heap.stats().capacity - before.capacity + before.free });
    // One block again: everything free can be had at once.
    const all = heap.allocate(Math.floor(heap.stats().free * 0.9));
    expect(heap.stats().capacity).toBe(before.capacity);
    heap.free(all);
  });
});

test("blocks never overlap, and keep what is written, in any sequence of calls", () => {
  const command = fc.oneof(
    fc.record({ free: fc.nat() }),
    fc.record({ bytes: fc.oneof(fc.nat(200), fc.nat(200_000)), align: fc.constantFrom(1, 16, 64, 1024) }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 120 }), (commands) => {
      const before = heap.stats();
      const live: { address: number; bytes: number; mark: number }[] = [];
      const release = (index: number) => {
        const [block] = live.splice(index, 1);
        expect(bytesAt(block!.address, block!.bytes).every((byte) => byte === block!.mark)).toBe(true);
        heap.free(block!.address);
      };
      for (const [i, step] of commands.entries()) {
        if ("free" in step) {
          if (live.length > 0) release(step.free % live.length);
          continue;
        }
        const address = heap.allocate(step.bytes, { align: step.align });
        expect(address % step.align).toBe(0);
        for (const other of live) {
          expect(address >= other.address + other.bytes + 16 || other.address >= address + step.bytes + 16).toBe(true);
        }
        fillMemory(address, i & 0xff, step.bytes);
        live.push({ address, bytes: step.bytes, mark: i & 0xff });
      }
      while (live.length > 0) release(0);
      expect(heap.stats().used).toBe(before.used);
      expect(heap.stats().blocks).toBe(before.blocks);
    }),
    { numRuns: 60 },
  );
});

test("copyMemory copies overlapping ranges as memmove does", () => {
  const address = heap.allocate(64);
  bytesAt(address, 8).set([1, 2, 3, 4, 5, 6, 7, 8]);
  copyMemory(address + 2, address, 8);
  expect([...bytesAt(address, 10)]).toEqual([1, 2, 1, 2, 3, 4, 5, 6, 7, 8]);
  heap.free(address);
});

describe("several threads", () => {
  test("allocating and freeing at once neither corrupt nor leak", async () => {
    const before = heap.stats();
    const threads = [11, 12, 13].map((seed) => start({ part: "churn", number: seed }));
    expect(churn(10, 3_000)).toBe(0);
    for (const thread of threads) expect(await thread.next()).toBe(0);
    await Promise.all(threads.map((thread) => thread.terminate()));
    expect(heap.stats().used).toBe(before.used);
    expect(heap.stats().blocks).toBe(before.blocks);
  });

  test("see memory that another thread's growth brought", async () => {
    const thread = start({ part: "far" });
    expect(await thread.next()).toBe("ready");
    const address = heap.allocate(heap.stats().capacity);
    const last = address + heap.stats().capacity / 4;
    thread.post(last);
    const [before, after] = await thread.next<[number, number]>();
    expect(after).toBeGreaterThan(before);
    expect(words()[last >>> 2]).toBe(42);
    await thread.terminate();
    heap.free(address);
  });

  test("that are killed in the allocator leave it usable", { timeout: DEATHS_DEADLINE }, async () => {
    for (let i = 0; i < DEATHS; i++) {
      const thread = start({ part: "storm" });
      await thread.next();
      await thread.terminate();
      heap.free(heap.allocate(48));
    }
    expect(churn(20, 500)).toBe(0);
  });
});
