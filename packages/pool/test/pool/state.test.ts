// What may be called when, and with what.

import { describe, expect, it } from "vitest";
import { Pool, PoolStateError, TimeoutError } from "../../src/index.ts";
import { collect } from "../support/collect.ts";

const square = (x: number) => x * x;
const any = (value: unknown) => value as never;

describe("Pool", () => {
  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "of %s workers is a RangeError that says so",
    (processes) => {
      expect(() => new Pool(processes)).toThrow(RangeError);
      expect(() => new Pool(processes)).toThrow(
        `Pool: processes must be a whole number of at least 1, got ${processes}`,
      );
    },
  );

  it("of more workers than any machine has room for is a RangeError", () => {
    expect(() => new Pool(1e9)).toThrow(RangeError);
    expect(() => new Pool(1025)).toThrow("Pool: processes must be at most 1024, got 1025");
  });

  it("of something that is no number is a TypeError", () => {
    expect(() => new Pool(any("two"))).toThrow(/processes must be a number, got "two"/);
    expect(() => new Pool(any(null))).toThrow(TypeError);
  });

  it("refuses options that cannot be", () => {
    expect(() => new Pool(1, { maxTasksPerChild: 0 })).toThrow(
      /maxTasksPerChild must be a whole number of at least 1, got 0/,
    );
    expect(() => new Pool(1, { initializer: any("setup") })).toThrow(/initializer must be a function, got "setup"/);
    expect(() => new Pool(1, { finalizer: any(3) })).toThrow(TypeError);
  });

  it("refuses what is no function, no list and no iterable", async () => {
    await using pool = new Pool(1);
    await expect(pool.apply(any("square"), [1])).rejects.toThrow(/Pool.apply: fn must be a function, got "square"/);
    await expect(pool.apply(square, any(5))).rejects.toThrow(/args must be an array of arguments, got 5/);
    await expect(pool.map(any(null), [1])).rejects.toThrow(TypeError);
    await expect(pool.map(square, any(5))).rejects.toThrow(/Pool.map: items must be iterable, got 5/);
    await expect(pool.starmap(any(undefined), [])).rejects.toThrow(/Pool.starmap: fn/);
    await expect(pool.starmap(square, any([[1], 3]))).rejects.toThrow(
      "Pool.starmap: item 1 must be an array of arguments, got 3; put a single one in brackets, or use map",
    );
    expect(() => pool.applyAsync(any({}), [])).toThrow(/Pool.applyAsync: fn/);
    expect(() => pool.mapAsync(any({}), [])).toThrow(/Pool.mapAsync: fn/);
    expect(() => pool.imap(any({}), [])).toThrow(/Pool.imap: fn/);
    expect(() => pool.imapUnordered(square, any({}))).toThrow(/Pool.imapUnordered: items must be iterable/);
  });

  it("refuses chunk and buffer sizes below 1 and not whole", async () => {
    await using pool = new Pool(1);
    for (const size of [0, -3, 2.5]) {
      await expect(pool.map(square, [1], { chunksize: size })).rejects.toThrow(
        `chunksize must be a whole number of at least 1, got ${size}`,
      );
      await expect(pool.starmap(square, [[1]], { chunksize: size })).rejects.toThrow(RangeError);
      expect(() => pool.mapAsync(square, [1], { chunksize: size })).toThrow(RangeError);
      expect(() => pool.imap(square, [1], { chunksize: size })).toThrow(RangeError);
      expect(() => pool.imap(square, [1], { buffersize: size })).toThrow(/buffersize/);
    }
  });

  it("refuses an unknown errorPolicy and a timeout that is none", async () => {
    await using pool = new Pool(1);
    await expect(pool.map(square, [1], { errorPolicy: any("last") })).rejects.toThrow(
      /errorPolicy must be "first" or "all", got "last"/,
    );
    await expect(pool.apply(square, [1], { timeout: -1 })).rejects.toThrow(
      /timeout must be at least 0 milliseconds, got -1/,
    );
    await expect(pool.apply(square, [1], { timeout: any("1s") })).rejects.toThrow(TypeError);
    expect(() => pool.applyAsync(square, [1], { timeout: -1 })).toThrow(RangeError);
    expect(() => pool.mapAsync(square, [1], { timeout: -1 })).toThrow(RangeError);
  });

  it("refuses a signal that is none, as the controller that has it", async () => {
    await using pool = new Pool(1);
    const signal = any(new AbortController());
    await expect(pool.apply(square, [1], { signal })).rejects.toThrow(
      "Pool.apply: signal must be an AbortSignal, got a value of type AbortController; pass its `signal`",
    );
    await expect(pool.map(square, [1], { signal })).rejects.toThrow(/Pool.map: signal must be an AbortSignal/);
    await expect(pool.apply(square, [1], { signal: any("stop") })).rejects.toThrow(TypeError);
    expect(() => pool.applyAsync(square, [1], { signal: any(null) })).toThrow(TypeError);
    expect(() => pool.mapAsync(square, [1], { signal })).toThrow(TypeError);
    expect(() => pool.imap(square, [1], { signal })).toThrow(TypeError);
    expect(pool.stats().queued).toBe(0);
  });
});

describe("close", () => {
  it("lets what was submitted run, and refuses what comes later", async () => {
    const pool = new Pool(2);
    const pending = pool.map(square, [1, 2, 3]);
    const call = pool.apply(square, [5]);
    pool.close();
    await expect(pool.apply(square, [1])).rejects.toThrow(PoolStateError);
    await expect(pool.map(square, [1])).rejects.toThrow(/the pool is closed; make the call before close\(\)/);
    expect(() => pool.imap(square, [1])).toThrow(PoolStateError);
    expect(() => pool.applyAsync(square, [1])).toThrow(PoolStateError);
    await pool.join();
    expect(await pending).toEqual([1, 4, 9]);
    expect(await call).toBe(25);
    for (const { status } of pool.stats().workers) expect(status).toBe("dead");
  });

  it("lets an iteration that has begun come to its end, however late", async () => {
    const pool = new Pool(1);
    const results = pool.imap(square, [1, 2, 3, 4, 5, 6, 7, 8], { buffersize: 1 });
    expect((await results.next()).value).toBe(1);
    pool.close();
    await pool.join();
    expect(await collect(results)).toEqual([4, 9, 16, 25, 36, 49, 64]);
  });

  it("twice is once", async () => {
    const pool = new Pool(1);
    pool.close();
    pool.close();
    await pool.join();
    await pool.join();
  });

  it("is what join waits for: before it, that is a PoolStateError", async () => {
    await using pool = new Pool(1);
    await expect(pool.join()).rejects.toThrow(/close\(\) or terminate\(\) it first/);
  });
});

describe("terminate", () => {
  it("refuses later calls, and may be repeated", async () => {
    const pool = new Pool(1);
    await pool.terminate();
    await pool.terminate();
    await pool.join();
    await expect(pool.apply(square, [1])).rejects.toThrow(/terminated/);
  });

  it("ends an iteration with PoolStateError, though its input has no end", async () => {
    const pool = new Pool(1);
    function* naturals() {
      for (let index = 0; ; index += 1) yield index;
    }
    const results = pool.imap(square, naturals());
    expect((await results.next()).value).toBe(0);
    await pool.terminate();
    await expect(collect(results)).rejects.toThrow(PoolStateError);
  });

  it("after close ends what is still running", async () => {
    const pool = new Pool(1);
    const pending = pool.apply(() => new Promise(() => {})).catch((error) => error);
    pool.close();
    await pool.terminate();
    expect(await pending).toBeInstanceOf(PoolStateError);
  });
});

describe("a handle", () => {
  it("gives up waiting, not the call, when get() or wait() runs out of time", async () => {
    await using pool = new Pool(1);
    const slow = (ms: number) => new Promise<string>((resolve) => setTimeout(resolve, ms, "done"));
    const result = pool.applyAsync(slow, [300]);
    await expect(result.get(1)).rejects.toThrow(TimeoutError);
    expect(await result.wait(1)).toBe(false);
    expect(await result.get()).toBe("done");
    expect(await result.wait(0)).toBe(true);
    await expect(result.get(-1)).rejects.toThrow(RangeError);
  });

  it("of an iterator loses no result to a timeout", async () => {
    await using pool = new Pool(1);
    const slow = (ms: number) => new Promise<number>((resolve) => setTimeout(resolve, ms, ms));
    const results = pool.imap(slow, [300]);
    await expect(results.next(1)).rejects.toThrow(TimeoutError);
    expect(await results.next()).toEqual({ done: false, value: 300 });
  });
});
