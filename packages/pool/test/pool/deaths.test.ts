// Whatever a worker does, every promise settles, and nobody else is harmed.

import { RawArray } from "@mp/shared";
import { Event } from "@mp/sync";
import { describe, expect, it, vi } from "vitest";
import {
  BrokenPoolError,
  InitializerError,
  Pool,
  PoolStateError,
  SerializationError,
  WorkerExitError,
} from "../../src/index.ts";

const square = (x: number) => x * x;

/** Rejections as values, for all at once. */
const outcome = (promise: PromiseLike<unknown>): Promise<unknown> =>
  Promise.resolve(promise).then(
    (value) => value,
    (error) => error,
  );

describe("a task that ends its worker", () => {
  for (const exitCode of [0, 1, 7]) {
    it(`with process.exit(${exitCode}) is rejected with the code; those before, beside and after it are not`, async () => {
      await using pool = new Pool(2);
      const leave = (code: number) => process.exit(code);
      const before = Array.from({ length: 20 }, (_, index) => pool.apply(square, [index]));
      const dead = outcome(pool.apply(leave, [exitCode]));
      const after = Array.from({ length: 20 }, (_, index) => pool.apply(square, [index]));
      const error = await dead;
      expect(error).toBeInstanceOf(WorkerExitError);
      expect(error).toMatchObject({ exitCode, task: "leave", workerId: expect.any(Number) });
      expect((error as Error).stack).toContain("deaths.test");
      const squares = Array.from({ length: 20 }, (_, index) => index * index);
      expect(await Promise.all(before)).toEqual(squares);
      expect(await Promise.all(after)).toEqual(squares);
    });
  }

  it("in a chunk fails the map with that error, after the other chunks have run", async () => {
    await using pool = new Pool(2);
    const done = RawArray("int32", 8);
    const work = (index: number) => {
      if (index === 3) process.exit(5);
      Atomics.add(done, index, 1);
    };
    const error = await outcome(pool.map(work, [0, 1, 2, 3, 4, 5, 6, 7], { chunksize: 1 }));
    expect(error).toMatchObject({ name: "WorkerExitError", exitCode: 5 });
    expect([...done]).toEqual([1, 1, 1, 0, 1, 1, 1, 1]);
  });

  it("by using up its memory is rejected with the cause", async () => {
    await using pool = new Pool(1, { resourceLimits: { maxOldGenerationSizeMb: 24 } });
    const hoard = () => {
      const kept: unknown[] = [];
      for (;;) kept.push(new Array(10_000).fill(kept.length));
    };
    const error = await outcome(pool.apply(hoard));
    expect(error).toBeInstanceOf(WorkerExitError);
    expect((error as WorkerExitError).cause).toMatchObject({ code: "ERR_WORKER_OUT_OF_MEMORY" });
    expect(await pool.apply(square, [3])).toBe(9);
  });

  it("by a rejection that nobody handles is rejected with the cause", async () => {
    await using pool = new Pool(1);
    const careless = async () => {
      void Promise.reject(new RangeError("unheard"));
      await new Promise(() => {});
    };
    const error = await outcome(pool.apply(careless));
    expect(error).toBeInstanceOf(WorkerExitError);
    expect((error as WorkerExitError).cause).toMatchObject({ message: "unheard" });
    expect(await pool.apply(square, [3])).toBe(9);
  });

  it("after its answer spoils neither the answer nor later calls", async () => {
    await using pool = new Pool(1);
    const late = (x: number) => {
      process.nextTick(() => {
        throw new Error("too late");
      });
      return x;
    };
    const warned = new Promise<Error>((resolve) => process.once("warning", resolve));
    expect(await outcome(pool.apply(late, [4]))).toBe(4);
    expect((await warned).message).toMatch(/PoolWorker-1 died between two tasks/);
    expect(await pool.apply(square, [3])).toBe(9);
  });

  it("is the only one to be rejected when it overflows the stack: that is an error like others", async () => {
    await using pool = new Pool(1);
    const deep = (): number => deep() + 1;
    expect(await outcome(pool.apply(deep))).toBeInstanceOf(RangeError);
    expect(await pool.apply(square, [3])).toBe(9);
  });
});

describe("what cannot cross", () => {
  it("as an argument is refused by its path, and nothing else with it", async () => {
    await using pool = new Pool(1);
    const take = (value: unknown) => typeof value;
    const results = await Promise.all([
      outcome(pool.apply(take, [1])),
      outcome(pool.apply(take, [{ inner: { map: new WeakMap() } }])),
      outcome(pool.apply(take, ["x"])),
    ]);
    expect(results[0]).toBe("number");
    expect(results[1]).toBeInstanceOf(SerializationError);
    expect((results[1] as SerializationError).path).toMatch(/inner\.map$/);
    expect(results[2]).toBe("string");
  });

  it("as a result is refused by its path, and the worker lives on", async () => {
    await using pool = new Pool(1);
    const make = (bad: boolean) => ({ value: bad ? new WeakMap() : 1 });
    const results = await Promise.all([false, true, false].map((bad) => outcome(pool.apply(make, [bad]))));
    expect(results[0]).toEqual({ value: 1 });
    expect(results[1]).toBeInstanceOf(SerializationError);
    expect((results[1] as SerializationError).path).toMatch(/value$/);
    expect(results[2]).toEqual({ value: 1 });
    expect(pool.stats().workers).toHaveLength(1);
  });

  it("because its getter throws is refused", async () => {
    await using pool = new Pool(1);
    const make = () => ({
      get value(): number {
        throw new Error("not now");
      },
    });
    const error = await outcome(pool.apply(make));
    expect(error).toBeInstanceOf(Error);
    expect(await pool.apply(square, [3])).toBe(9);
  });
});

describe("errors", () => {
  it("arrive with class, message, properties, cause and both stacks", async () => {
    await using pool = new Pool(1);
    const fail = (code: number) => {
      throw Object.assign(new RangeError("out", { cause: new TypeError("inner") }), { code });
    };
    const error = (await outcome(pool.apply(fail, [42]))) as RangeError & { code: number };
    expect(error).toBeInstanceOf(RangeError);
    expect(error).toMatchObject({ message: "out", code: 42, cause: expect.any(TypeError) });
    expect(error.stack?.match(/deaths\.test/g)?.length).toBeGreaterThanOrEqual(2);
  });

  it("arrive even when they are no errors", async () => {
    await using pool = new Pool(1);
    const fail = (value: unknown) => {
      throw value;
    };
    for (const thrown of ["text", 7, null, undefined, { a: 1 }])
      expect(await outcome(pool.apply(fail, [thrown]))).toEqual(thrown);
  });
});

describe("a message that a function posts to the pool's thread", () => {
  it("is ignored with a warning, even if it looks like one of the pool's", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    await using pool = new Pool(1);
    const post = async (message: unknown) => {
      const { parentPort } = await import("node:worker_threads");
      parentPort!.postMessage(message);
      return "posted";
    };
    const lists = { tasks: [0], values: [1], failures: [], spent: [], slow: [] };
    for (const message of [null, "text", { kind: "done", id: 0 }, { kind: "done", batch: 99, left: true, ...lists }]) {
      expect(await pool.apply(post, [message])).toBe("posted");
    }
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]![0]).toMatch(/a message that a function posted from PoolWorker-1 is ignored/);
    warn.mockRestore();
    expect(await pool.apply(square, [3])).toBe(9);
  });
});

describe("a worker that cannot start", () => {
  it("because its initializer throws rejects everything with InitializerError", async () => {
    const initializer = () => {
      throw new RangeError("no database");
    };
    await using pool = new Pool(2, { initializer });
    const errors = await Promise.all([outcome(pool.apply(square, [1])), outcome(pool.map(square, [1, 2, 3]))]);
    for (const error of errors) {
      expect(error).toBeInstanceOf(InitializerError);
      expect((error as Error).message).toMatch(/initializer threw in PoolWorker-\d+: no database/);
      expect((error as Error).cause).toBeInstanceOf(RangeError);
    }
    expect(await outcome(pool.apply(square, [1]))).toBeInstanceOf(InitializerError);
  });

  it("because its initializer exits breaks the pool after three deaths", async () => {
    await using pool = new Pool(1, { initializer: () => process.exit(9) });
    const error = await outcome(pool.apply(square, [1]));
    expect(error).toBeInstanceOf(BrokenPoolError);
    expect((error as Error).message).toMatch(/3 workers in a row died at their start \(exit code 9\)/);
    expect((error as Error).cause).toBeInstanceOf(WorkerExitError);
    expect((error as Error).cause).toMatchObject({ exitCode: 9, workerId: 3, task: "initializer" });
    expect(await outcome(pool.apply(square, [1]))).toBeInstanceOf(BrokenPoolError);
    pool.close();
    await pool.join();
  });

  it("because of its options breaks the pool", async () => {
    await using pool = new Pool(1, { execArgv: ["--no-such-flag"] });
    expect(await outcome(pool.apply(square, [1]))).toBeInstanceOf(BrokenPoolError);
  });
});

describe("terminate", () => {
  it("rejects ten thousand queued calls, and the one that runs", async () => {
    const pool = new Pool(1);
    const started = new Event();
    const spin = () => {
      started.set();
      for (;;);
    };
    const running = outcome(pool.apply(spin));
    const queued = Array.from({ length: 10_000 }, (_, index) => outcome(pool.apply(square, [index])));
    await started.waitAsync();
    await pool.terminate();
    for (const error of [await running, ...(await Promise.all(queued))]) expect(error).toBeInstanceOf(PoolStateError);
  });

  it("is what the end of an `await using` block does", async () => {
    let pending: Promise<unknown>;
    {
      await using pool = new Pool(1);
      pending = outcome(pool.apply(() => new Promise(() => {})));
    }
    expect(await pending).toBeInstanceOf(PoolStateError);
  });
});
