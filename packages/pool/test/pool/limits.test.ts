// Calls that are given up: by their caller, or because their time is up.

import { Event } from "@mp/sync";
import { describe, expect, it } from "vitest";
import { currentTask, Pool, TimeoutError } from "../../src/index.ts";
import { collect } from "../support/collect.ts";

const square = (x: number) => x * x;

describe("signal", () => {
  it("that has aborted already rejects with its reason, and nothing runs", async () => {
    await using pool = new Pool(1);
    const ran = new Event();
    const run = () => ran.set();
    const reason = new Error("changed my mind");
    await expect(pool.apply(run, [], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    await pool.apply(square, [1]);
    expect(ran.isSet()).toBe(false);
  });

  it("takes a call out of the queue", async () => {
    await using pool = new Pool(1);
    const gate = new Event();
    const ran = new Event();
    const wait = () => {
      gate.wait();
    };
    const first = pool.apply(wait);
    const controller = new AbortController();
    const second = pool.apply(() => ran.set(), [], { signal: controller.signal });
    controller.abort(new Error("never mind"));
    await expect(second).rejects.toThrow("never mind");
    gate.set();
    await first;
    await pool.apply(square, [1]);
    expect(ran.isSet()).toBe(false);
  });

  it("reaches the running task, and spares a worker that heeds it", async () => {
    await using pool = new Pool(1);
    const started = new Event();
    const heed = () =>
      new Promise<void>((resolve) => {
        currentTask()!.signal.addEventListener("abort", () => resolve());
        started.set();
      });
    const controller = new AbortController();
    const pending = pool.apply(heed, [], { signal: controller.signal });
    await started.waitAsync();
    controller.abort(new Error("stop"));
    await expect(pending).rejects.toThrow("stop");
    expect(await pool.apply(square, [3])).toBe(9);
    expect(pool.stats().workers.map(({ id }) => id)).toEqual([1]);
  });

  it("replaces a worker that does not heed it", async () => {
    await using pool = new Pool(1);
    const started = new Event();
    const spin = () => {
      started.set();
      for (;;);
    };
    const controller = new AbortController();
    const pending = pool.apply(spin, [], { signal: controller.signal });
    await started.waitAsync();
    const next = pool.apply(square, [3]);
    controller.abort(new Error("stop"));
    await expect(pending).rejects.toThrow("stop");
    expect(await next).toBe(9);
    expect(pool.stats().workers.map(({ status }) => status)).toEqual(["dead", "ready"]);
  });

  it("gives up all chunks of a map", async () => {
    await using pool = new Pool(2);
    const controller = new AbortController();
    const started = new Event();
    const never = () => {
      started.set();
      return new Promise(() => {});
    };
    const pending = pool.map(never, [1, 2, 3, 4, 5], { signal: controller.signal, chunksize: 1 });
    await started.waitAsync();
    controller.abort(new Error("enough"));
    await expect(pending).rejects.toThrow("enough");
    expect(await pool.map(square, [1, 2, 3])).toEqual([1, 4, 9]);
  });

  it("ends an iteration with its reason", async () => {
    await using pool = new Pool(1);
    const controller = new AbortController();
    const results = pool.imap(square, [1, 2, 3], { signal: controller.signal, buffersize: 1 });
    expect((await results.next()).value).toBe(1);
    controller.abort(new Error("enough"));
    await expect(collect(results)).rejects.toThrow("enough");
    expect((await results.next()).done).toBe(true);
  });
});

describe("timeout", () => {
  it("rejects a call that takes too long, and replaces its worker", async () => {
    await using pool = new Pool(1);
    const spin = () => {
      for (;;);
    };
    const error = await pool.apply(spin, [], { timeout: 20 }).catch((caught) => caught);
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error.message).toBe("Pool.apply: the call did not end within 20 ms; give it longer, or smaller parts");
    expect(await pool.apply(square, [3])).toBe(9);
  });

  it("begins with the run: waiting in the queue does not count", async () => {
    await using pool = new Pool(1);
    const hold = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const first = pool.apply(hold, [600]);
    expect(await pool.apply(square, [3], { timeout: 500 })).toBe(9);
    await first;
  });

  it("covers a whole map", async () => {
    await using pool = new Pool(1);
    const hold = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    await expect(pool.map(hold, [20, 20_000], { timeout: 100 })).rejects.toThrow(
      /Pool.map: the call did not end within 100 ms/,
    );
    expect(await pool.map(square, [1, 2], { timeout: 10_000 })).toEqual([1, 4]);
  });
});

describe("cancel", () => {
  it("rejects the handle with an AbortError", async () => {
    await using pool = new Pool(1);
    const result = pool.applyAsync(() => new Promise(() => {}));
    result.cancel();
    await expect(result.get()).rejects.toMatchObject({ name: "AbortError" });
    const map = pool.mapAsync(square, [1, 2, 3]);
    map.cancel(new Error("mine"));
    await expect(map.get()).rejects.toThrow("mine");
    expect(await pool.apply(square, [3])).toBe(9);
  });

  it("of a call that has not begun harms none that has", async () => {
    await using pool = new Pool(1);
    const gate = new Event();
    const started = new Event();
    const work = (wait: boolean) => {
      if (!wait) return "short";
      started.set();
      gate.wait();
      return "long";
    };
    // The pool learns that this function is fast, and sends its calls together.
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(Array.from({ length: 100 }, () => pool.apply(work, [false])));
    }
    const long = pool.applyAsync(work, [true]);
    const short = pool.applyAsync(work, [false]);
    await started.waitAsync();
    short.cancel();
    await expect(short.get()).rejects.toMatchObject({ name: "AbortError" });
    expect(await long.wait(700)).toBe(false); // longer than a worker has to heed a cancellation
    gate.set();
    expect(await long.get()).toBe("long");
    expect(pool.stats().workers.map(({ id }) => id)).toEqual([1]);
  });

  it("after the end changes nothing", async () => {
    await using pool = new Pool(1);
    const result = pool.applyAsync(square, [3]);
    expect(await result.get()).toBe(9);
    result.cancel();
    expect(await result.get()).toBe(9);
  });
});
