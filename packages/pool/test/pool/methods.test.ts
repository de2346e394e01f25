// Every method computes what the same loop computes here.

import { RawArray } from "@mp/shared";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { Pool } from "../../src/index.ts";
import { collect } from "../support/collect.ts";

const pool = new Pool(2);
afterAll(() => pool.terminate());

const square = (x: number) => x * x;

describe("apply", () => {
  it("returns what the function returns, for any number of arguments", async () => {
    expect(await pool.apply(() => 1)).toBe(1);
    expect(await pool.apply(square, [7])).toBe(49);
    expect(await pool.apply((a: number, b: string, c: boolean) => [c, b, a], [1, "b", true])).toEqual([true, "b", 1]);
    expect(await pool.apply((...all: number[]) => all.length, [])).toBe(0);
    expect(await pool.apply((a?: number) => a === undefined, [undefined])).toBe(true);
  });

  it("awaits async functions in the worker", async () => {
    expect(await pool.apply(async (x: number) => (await Promise.resolve(x)) + 1, [1])).toBe(2);
  });

  it("gives ten thousand calls of one turn each its own answer", async () => {
    const inputs = Array.from({ length: 10_000 }, (_, index) => index);
    const results = await Promise.all(inputs.map((input) => pool.apply(square, [input])));
    expect(results).toEqual(inputs.map(square));
  });

  it("shares what is shared, and copies the rest", async () => {
    const shared = RawArray("float64", 4);
    const copied = new Float64Array(4);
    const write = (array: Float64Array) => {
      array.fill(1);
    };
    await Promise.all([pool.apply(write, [shared]), pool.apply(write, [copied])]);
    expect([...shared]).toEqual([1, 1, 1, 1]);
    expect([...copied]).toEqual([0, 0, 0, 0]);
  });

  it("moves what is in `transfer`", async () => {
    const array = new Float64Array([1, 2, 3]);
    const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
    expect(await pool.apply(sum, [array], { transfer: [array.buffer] })).toBe(6);
    expect(array.length).toBe(0);
  });
});

describe("applyAsync", () => {
  it("gives a handle that can be asked and awaited", async () => {
    const result = pool.applyAsync(square, [3]);
    expect(result.ready()).toBe(false);
    expect(() => result.successful()).toThrow(/has not ended; await wait\(\) first/);
    expect(await result.wait()).toBe(true);
    expect(result.ready()).toBe(true);
    expect(result.successful()).toBe(true);
    expect(await result.get()).toBe(9);
    expect(await result).toBe(9);
  });

  it("calls the callbacks once", async () => {
    const seen: unknown[] = [];
    const good = pool.applyAsync(square, [3], {
      callback: (value) => seen.push(value),
      errorCallback: () => seen.push("?"),
    });
    await good.wait();
    const fail = () => {
      throw new RangeError("no");
    };
    const bad = pool.applyAsync(fail, [], {
      callback: () => seen.push("?"),
      errorCallback: (error) => seen.push(error),
    });
    await bad.wait();
    expect(bad.successful()).toBe(false);
    expect(seen).toEqual([9, expect.any(RangeError)]);
  });
});

describe("map", () => {
  it("is Array.map, whatever the length and the chunk size", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(fc.double(), fc.integer()), { maxLength: 300 }),
        fc.option(fc.integer({ min: 1, max: 400 }), { nil: undefined }),
        async (items, chunksize) => {
          const twice = (x: number) => [x, 2 * x];
          expect(await pool.map(twice, items, { chunksize })).toEqual(items.map(twice));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is starmap for tuples", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.integer(), fc.string()), { maxLength: 60 }), async (tuples) => {
        const join = (a: number, b: string) => `${a}:${b}`;
        expect(await pool.starmap(join, tuples)).toEqual(tuples.map((tuple) => join(...tuple)));
        expect(await pool.starmapAsync(join, tuples)).toEqual(tuples.map((tuple) => join(...tuple)));
      }),
      { numRuns: 20 },
    );
  });

  it("takes iterables, async ones, typed arrays and shared arrays", async () => {
    async function* later() {
      yield 1;
      yield 2;
    }
    expect(await pool.map(square, new Set([1, 2, 3]))).toEqual([1, 4, 9]);
    expect(await pool.map(square, later())).toEqual([1, 4]);
    expect(await pool.map((letter: string) => letter, "aé😀")).toEqual(["a", "é", "😀"]);
    expect(await collect(pool.imap((letter: string) => letter, "ab"))).toEqual(["a", "b"]);
    expect(await pool.map(square, Float32Array.of(1, 2, 3))).toEqual([1, 4, 9]);
    expect(await pool.map(square, RawArray("int32", [1, 2, 3, 4, 5, 6, 7, 8, 9]))).toEqual([
      1, 4, 9, 16, 25, 36, 49, 64, 81,
    ]);
    expect(await pool.map(square, [])).toEqual([]);
    expect(await pool.mapAsync(square, [1, 2]).get()).toEqual([1, 4]);
  });

  it("awaits async functions", async () => {
    expect(await pool.map(async (x: number) => x + 1, [1, 2, 3])).toEqual([2, 3, 4]);
  });

  const oddFails = (x: number) => {
    if (x % 2 === 1) throw new RangeError(`odd: ${x}`);
    return x;
  };

  it("rejects with the error of the lowest index", async () => {
    await expect(pool.map(oddFails, [0, 2, 5, 4, 3], { chunksize: 1 })).rejects.toThrow("odd: 5");
  });

  it("waits for every chunk, though one has failed", async () => {
    const done = RawArray("int32", 3);
    const work = (index: number) => {
      if (index === 0) throw new Error("first");
      Atomics.add(done, index, 1);
    };
    await expect(pool.map(work, [0, 1, 2], { chunksize: 1 })).rejects.toThrow("first");
    expect([...done]).toEqual([0, 1, 1]);
  });

  it("skips the rest of a failed item's chunk, and nothing else", async () => {
    const done = RawArray("int32", 6);
    const work = (index: number) => {
      if (index === 1) throw new Error("second");
      Atomics.add(done, index, 1);
    };
    await expect(pool.map(work, [0, 1, 2, 3, 4, 5], { chunksize: 3 })).rejects.toThrow("second");
    expect([...done]).toEqual([1, 0, 0, 1, 1, 1]);
  });

  it("tells of all failures, with their indices, where that is wanted", async () => {
    const error = await pool
      .map(oddFails, [0, 1, 2, 3], { chunksize: 1, errorPolicy: "all" })
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(AggregateError);
    expect(error.errors.map((one: RangeError & { index: number }) => [one.index, one.message])).toEqual([
      [1, "odd: 1"],
      [3, "odd: 3"],
    ]);
  });

  it("tells how far it is", async () => {
    const seen: number[] = [];
    await pool.map(square, [1, 2, 3, 4, 5], {
      chunksize: 2,
      onProgress: ({ done, total }) => {
        expect(total).toBe(5);
        seen.push(done);
      },
    });
    expect(seen).toHaveLength(3);
    expect(seen.at(-1)).toBe(5);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
  });
});

describe("imap", () => {
  it("gives the results of map, in order, whatever the chunk and buffer sizes", async () => {
    const size = fc.integer({ min: 1, max: 9 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer(), { maxLength: 40 }), size, size, async (items, chunksize, buffersize) => {
        const results: number[] = [];
        for await (const result of pool.imap(square, items, { chunksize, buffersize })) results.push(result);
        expect(results).toEqual(items.map(square));
        const unordered = await collect(pool.imapUnordered(square, items, { chunksize, buffersize }));
        expect(unordered.sort((a, b) => a - b)).toEqual(items.map(square).sort((a, b) => a - b));
      }),
      { numRuns: 25 },
    );
  });

  it("takes no more than `buffersize` items ahead of what was consumed", async () => {
    let pulled = 0;
    function* naturals() {
      for (;;) yield pulled++;
    }
    const results = pool.imap(square, naturals(), { buffersize: 3 });
    for (let index = 0; index < 20; index += 1) {
      expect((await results.next()).value).toBe(index * index);
      expect(pulled).toBeLessThanOrEqual(index + 1 + 3);
    }
    await results.return();
  });

  it("closes its input when the loop is left", async () => {
    let closed = false;
    function* naturals() {
      try {
        for (let index = 0; ; index += 1) yield index;
      } finally {
        closed = true;
      }
    }
    for await (const result of pool.imap(square, naturals())) if (result > 50) break;
    expect(closed).toBe(true);
    expect(await pool.apply(square, [2])).toBe(4);
  });

  it("rejects where an item failed, and goes on after it", async () => {
    const fail = (x: number) => {
      if (x === 1) throw new RangeError("one");
      return x;
    };
    const results = pool.imap(fail, [0, 1, 2]);
    expect(await results.next()).toEqual({ done: false, value: 0 });
    await expect(results.next()).rejects.toThrow("one");
    expect(await results.next()).toEqual({ done: false, value: 2 });
    expect(await results.next()).toEqual({ done: true, value: undefined });
  });

  it("passes on the error of its input, after the results before it", async () => {
    function* broken() {
      yield 1;
      throw new Error("no more input");
    }
    const results = pool.imap(square, broken());
    expect((await results.next()).value).toBe(1);
    await expect(results.next()).rejects.toThrow("no more input");
    expect((await results.next()).done).toBe(true);
  });

  it("gives to many waiting calls of next() each its own result", async () => {
    const results = pool.imap(square, [1, 2, 3]);
    const all = await Promise.all([results.next(), results.next(), results.next(), results.next()]);
    expect(all.map(({ value }) => value)).toEqual([1, 4, 9, undefined]);
  });
});
