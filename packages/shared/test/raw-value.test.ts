import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { portable } from "@mp/sync";
import { heap, shareHeap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { RawValue } from "../src/index.ts";

describe("RawValue", () => {
  test("is 0 or what it is given, and keeps what is written", () => {
    expect(RawValue("float64").value).toBe(0);
    expect(RawValue("int64").value).toBe(0n);
    const value = new RawValue("d", 2.5);
    value.value *= 2;
    expect(value.value).toBe(5);
    expect(value.dtype).toBe("float64");
  });

  test("wraps integers, and refuses fractions and numbers where bigints belong", () => {
    const byte = RawValue("uint8", 255);
    byte.value += 1;
    expect(byte.value).toBe(0);
    expect(() => {
      byte.value = 0.5;
    }).toThrow(/RawValue: value must be an integer for uint8, got 0.5/);
    expect(() => RawValue("int32", 1.5)).toThrow(/initial value must be an integer/);
    expect(() => RawValue("q", 1 as never)).toThrow(/must be a bigint for int64/);
    expect(byte.value).toBe(0);
  });

  test("is the same number in another thread, which holds it on its own", async () => {
    const before = heap.stats().blocks;
    const value = RawValue("float64", 4);
    const worker = new Worker(new URL("./fixtures/thread.ts", import.meta.url), {
      workerData: { handle: shareHeap(), form: value[portable]() },
      execArgv: ["--conditions=@mp/source"],
    });
    const ended = once(worker, "exit");
    const [message] = await once(worker, "message");
    await ended;
    expect(message).toEqual(["float64", 4]);
    expect(value.value).toBe(6.5);
    value.dispose();
    // What is left is the two threads' lists of what they hold.
    expect(heap.stats().blocks).toBeLessThanOrEqual(before + 2);
  });

  test("cannot be used after dispose", () => {
    const value = RawValue("float64", 4);
    value.dispose();
    const other = RawValue("float64", 5); // where the first one was
    value.dispose();
    expect(other.value).toBe(5);
    expect(() => value.value).toThrow(/given back by dispose/);
    expect(() => {
      value.value = 1;
    }).toThrow(/given back by dispose/);
    expect(() => value[portable]()).toThrow(/given back by dispose/);
  });
});
