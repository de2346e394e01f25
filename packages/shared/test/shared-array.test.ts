import { RLock } from "@mp/sync";
import { heap } from "@mp/sync/internal";
import { describe, expect, test } from "vitest";
import { Array as PythonsArray, SharedArray } from "../src/index.ts";

describe("SharedArray", () => {
  test("is made from a length or values", () => {
    expect(PythonsArray).toBe(SharedArray);
    expect([...SharedArray("int32", 3)]).toEqual([0, 0, 0]);
    const array = new SharedArray("d", [1.5, 2.5]);
    expect(array.array).toBeInstanceOf(Float64Array);
    expect(array.length).toBe(2);
    expect(array.lock).toBeInstanceOf(RLock);
    expect(SharedArray("d", 1, { lock: false }).lock).toBeUndefined();
  });

  test("is read and written by index and by part", () => {
    const array = SharedArray("int16", [1, 2, 3, 4]);
    expect(array.get(1)).toBe(2);
    expect(array.at(-1)).toBe(4);
    array.set(0, 2 ** 15);
    array.set(2, [30, 40]);
    expect(array.slice()).toEqual([-32_768, 2, 30, 40]);
    expect(array.slice(-2, 3)).toEqual([30]);
    expect(array.with((elements) => elements.length)).toBe(4);
    expect(array.lock!.locked()).toBe(false);
  });

  test("an index that is not there is an error, never a silent write", () => {
    const array = SharedArray("float64", 3);
    for (const index of [3, -1, 0.5, Number.NaN]) {
      expect(() => array.get(index)).toThrow(`SharedArray.get: there is no index ${index}; the length is 3`);
      expect(() => array.set(index, 1)).toThrow(RangeError);
    }
    expect(() => array.at(-4)).toThrow("there is no index -4");
    expect(() => array.set(1, [1, 2, 3])).toThrow("3 values do not fit from index 1 on; the length is 3");
    expect(array.slice()).toEqual([0, 0, 0]);
  });

  test("a value that the type cannot have is an error, and nothing is written", () => {
    const array = SharedArray("int32", [1, 2]);
    expect(() => array.set(0, 0.5)).toThrow(/SharedArray.set: value must be an integer/);
    expect(() => array.set(0, [5, 0.5])).toThrow(/value at index 1 must be an integer/);
    expect(() => array.set(0, null as never)).toThrow(TypeError);
    expect(array.slice()).toEqual([1, 2]);
    expect(array.lock!.locked()).toBe(false);
  });

  test("frees its lock when the body of with throws", () => {
    const array = SharedArray("int32", 1);
    expect(() => array.with(() => JSON.parse("{"))).toThrow(SyntaxError);
    expect(array.lock!.locked()).toBe(false);
  });

  test("gives memory and lock back when disposed, and cannot be used then", () => {
    const array = SharedArray("int32", 1);
    const before = heap.stats().blocks;
    array.dispose();
    array.dispose();
    expect(heap.stats().blocks).toBe(before - 2);
    expect(() => array.get(0)).toThrow(/after dispose/);
    expect(() => array.array).toThrow(/given back by dispose/);
  });
});
