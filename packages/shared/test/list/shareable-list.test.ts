import { portable } from "@mp/sync";
import { heap } from "@mp/sync/internal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ShareableItem, ShareableList, SharedMemory, SharedMemoryError } from "../../src/index.ts";
import { startNamed } from "../fixtures/start-named.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);
const end = (list: ShareableList) => {
  list.shm.unlink();
  list.shm.close();
};

describe("ShareableList", () => {
  test("holds numbers, bigints, booleans, strings, bytes and null, each as what it is", () => {
    const items = [
      "howdy",
      "",
      3.5,
      -0,
      Number.NaN,
      Infinity,
      2n ** 63n - 1n,
      -(2n ** 63n),
      true,
      false,
      null,
      bytes(1, 2),
    ];
    const list = ShareableList(items);
    expect([...list]).toEqual(items);
    expect(list.length).toBe(items.length);
    expect([list.get(0), list.at(-1), list.at(2)]).toEqual(["howdy", bytes(1, 2), 3.5]);
    end(list);
  });

  test("keeps NULs at the end of strings and bytes, and a byte order mark at the beginning", () => {
    const items = ["a\0\0", "\0", "\ufeffx", bytes(1, 0, 0), bytes(0), bytes()];
    const list = ShareableList(items);
    expect([...list]).toEqual(items);
    list.set(0, "b\0");
    list.set(3, bytes(0, 0));
    expect([list.get(0), list.get(3)]).toEqual(["b\0", bytes(0, 0)]);
    end(list);
  });

  test("sizes slots by bytes, not by characters", () => {
    const list = ShareableList(["ääää", "x"]); // 4 characters in 8 bytes, so the room is 16
    list.set(0, "ääääääää");
    expect([...list]).toEqual(["ääääääää", "x"]);
    expect(() => list.set(0, "ääääääääx")).toThrow(
      "ShareableList.set: 17 bytes do not fit into the 16 of the slot at index 0",
    );
    expect(() => list.set(1, "€€€")).toThrow(RangeError); // 3 characters, 9 bytes
    expect([...list]).toEqual(["ääääääää", "x"]);
    end(list);
  });

  test("an item may become one of another kind that fits, and its neighbours stay", () => {
    const list = ShareableList<ShareableItem>([1, "long enough for anything", null]);
    list.set(0, "eight ch");
    list.set(1, 5n);
    list.set(2, bytes(1, 2, 3, 4, 5, 6, 7, 8));
    expect([...list]).toEqual(["eight ch", 5n, bytes(1, 2, 3, 4, 5, 6, 7, 8)]);
    list.set(1, "long enough for anything");
    list.set(0, null);
    list.set(2, true);
    expect([...list]).toEqual([null, "long enough for anything", true]);
    end(list);
  });

  test("refuses what it cannot hold, saying where, and makes nothing then", () => {
    const { blocks } = heap.stats();
    expect(() => ShareableList([1, undefined as never])).toThrow(
      "ShareableList: the item at index 1 must be a number, bigint, boolean, string, Uint8Array or null, got undefined",
    );
    expect(() => ShareableList([[1] as never])).toThrow(/got Array/);
    expect(() => ShareableList([new Float64Array(1) as never])).toThrow(/got Float64Array/);
    expect(() => ShareableList([2n ** 63n])).toThrow(RangeError);
    expect(() => ShareableList(["\ud800"])).toThrow(/item at index 0 has half a surrogate pair/);
    expect(heap.stats().blocks).toBe(blocks);
    const list = ShareableList<ShareableItem>([7]);
    expect(() => list.set(0, (() => 1) as never)).toThrow("ShareableList.set: the item must be");
    expect(() => list.set(0, -(2n ** 63n) - 1n)).toThrow(RangeError);
    expect(list.get(0)).toBe(7);
    end(list);
  });

  test("an index that is not there is an error", () => {
    const list = ShareableList([1, 2]);
    for (const index of [2, -1, 0.5, Number.NaN, "0" as never]) {
      expect(() => list.get(index)).toThrow(`ShareableList.get: there is no index ${index}; the length is 2`);
      expect(() => list.set(index, 1)).toThrow(RangeError);
    }
    expect(() => list.at(-3)).toThrow("ShareableList.at: there is no index -3");
    end(list);
  });

  test("index finds the first, count finds all, and both tell kinds apart", () => {
    const list = ShareableList<ShareableItem>([1, "1", 1n, 1, Number.NaN, true, bytes(1), null, 0]);
    expect([list.index(1), list.index("1"), list.index(1n), list.index(Number.NaN)]).toEqual([0, 1, 2, 4]);
    expect([list.index(true), list.index(bytes(1)), list.index(null), list.index(-0)]).toEqual([5, 6, 7, 8]);
    expect([list.count(1), list.count(2), list.count(bytes(1)), list.count(bytes(1, 0))]).toEqual([2, 0, 1, 0]);
    expect(() => list.index("none")).toThrow('ShareableList.index: "none" is not in the list');
    end(list);
  });

  test("may be empty, come from anything iterable, and be made with new", () => {
    const lists = [new ShareableList([]), ShareableList("añb"), ShareableList(new Set([1, 2]))];
    expect(lists.map((list) => [...list])).toEqual([[], ["a", "ñ", "b"], [1, 2]]);
    for (const list of lists) end(list);
  });

  test("is found by name, and is the same list", () => {
    const list = ShareableList([1, "two"], { name: "list" });
    const same = ShareableList.attach<number | string>("list");
    same.set(0, 10);
    expect([...list]).toEqual([10, "two"]);
    expect(list.shm.name).toBe("list");
    expect(() => ShareableList([], { name: "list" })).toThrow(expect.objectContaining({ code: "EEXIST" }));
    expect(() => ShareableList.attach("no list")).toThrow(expect.objectContaining({ code: "ENOENT" }));
    same[Symbol.dispose]();
    end(list);
  });

  test("a block that holds no list is refused, and not kept", () => {
    const memory = SharedMemory.create({ size: 4, name: "no list" });
    const other = SharedMemory.create({ size: 100, name: "no list either" });
    for (const name of ["no list", "no list either"]) {
      expect(() => ShareableList.attach(name)).toThrow(/holds no ShareableList/);
    }
    const before = heap.stats().blocks;
    for (const block of [memory, other]) {
      block.unlink();
      block.close();
    }
    expect(heap.stats().blocks).toBe(before - 2);
  });

  test("cannot be used once its memory is closed", () => {
    const list = ShareableList([1]);
    list.shm.unlink();
    list[Symbol.dispose]();
    const closed = expect.objectContaining({ code: "EINVAL", message: expect.stringContaining("was closed") });
    for (const use of [() => list.get(0), () => list.set(0, 1), () => [...list], () => list.count(1)]) {
      expect(use).toThrow(closed);
    }
    expect(() => list[portable]()).toThrow(SharedMemoryError);
  });

  test("is changed by another thread that got it in a message", async () => {
    const list = ShareableList(["münze", "b\0"]);
    const { said, ended } = startNamed({ part: "list", form: list[portable]() });
    expect(await said).toEqual([["münze", "b\0"], 2]);
    await ended;
    expect([...list]).toEqual(["là", "b\0"]);
    end(list);
  });

  const item = fc.oneof(
    fc.double(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.string({ unit: "binary" }).filter((text) => text.isWellFormed()),
    fc.string().map((text) => `${text}\0`),
    fc.uint8Array({ maxLength: 40 }),
    fc.constant(null),
  );

  test("gives back whatever it was given, before and after writes that fit", () => {
    const write = fc.record({ at: fc.nat(50), item });
    fc.assert(
      fc.property(fc.array(item, { maxLength: 20 }), fc.array(write, { maxLength: 20 }), (items, writes) => {
        const list = ShareableList<ShareableItem>(items);
        const model = [...items];
        const size = (value: ShareableItem) =>
          typeof value === "string"
            ? new TextEncoder().encode(value).length
            : value instanceof Uint8Array
              ? value.length
              : 8;
        for (const { at, item: next } of writes.filter(() => model.length > 0)) {
          const index = at % model.length;
          try {
            list.set(index, next);
            model[index] = next;
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
            // A slot has room for any number, and for what it was made with.
            expect(size(next)).toBeGreaterThan(Math.max(8, size(items[index]!)));
          }
        }
        expect([...list]).toEqual(model);
        for (const value of model) expect(list.count(value)).toBeGreaterThan(0);
        end(list);
      }),
    );
  });
});
