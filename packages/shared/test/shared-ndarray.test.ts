import { blockOf, heap } from "@mp/sync/internal";
import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, test } from "vitest";
import { dispose, sharedNdarray } from "../src/index.ts";

describe("sharedNdarray", () => {
  test("is a scijs ndarray of zeros over the heap", () => {
    const a = sharedNdarray("float64", [2, 3]);
    expect(a.shape).toEqual([2, 3]);
    expect(a.stride).toEqual([3, 1]);
    expect(a.dtype).toBe("float64");
    expect(a.data).toBeInstanceOf(Float64Array);
    expect([...a.data]).toEqual([0, 0, 0, 0, 0, 0]);
    expect(blockOf(a.data.buffer as SharedArrayBuffer)).toBe(a.data.byteOffset);
    a.set(1, 2, 7);
    expect(a.pick(1, null).get(2)).toBe(7);
    expect(a.data[5]).toBe(7);
  });

  test("lays the first index fastest in Fortran's order", () => {
    const a = sharedNdarray("int32", [2, 3, 4], { order: "F" });
    expect(a.stride).toEqual([1, 2, 6]);
    a.set(1, 0, 0, 5);
    expect(a.data[1]).toBe(5);
    expect(sharedNdarray("int32", [2, 3, 4]).stride).toEqual([12, 4, 1]);
  });

  test("has every element in a place of its own, in both orders and any shape", () => {
    const shapes = fc.array(fc.nat(4), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(shapes, fc.constantFrom("C" as const, "F" as const), (shape, order) => {
        const a = sharedNdarray("int32", shape, { order });
        const plain = ndarray(new Int32Array(a.size), shape);
        const places = new Set<number>();
        const visit = (index: number[]) => {
          if (index.length === shape.length) places.add(a.index(...index));
          else for (let i = 0; i < shape[index.length]!; i++) visit([...index, i]);
        };
        visit([]);
        expect(places.size).toBe(plain.size);
        expect(Math.max(-1, ...places)).toBe(plain.size - 1);
        dispose(a);
      }),
    );
  });

  test("may have no axis or an empty one", () => {
    const scalar = sharedNdarray("float64", []);
    expect(scalar.data.length).toBe(1);
    expect(sharedNdarray("float64", [3, 0]).size).toBe(0);
  });

  test("has bigints for 64-bit integers", () => {
    const a = sharedNdarray("uint64", [2]);
    a.set(1, 5n as never);
    expect(a.get(1)).toBe(5n);
  });

  test("a view disposes the whole", () => {
    const a = sharedNdarray("float64", [100, 100]);
    const before = heap.stats().used;
    dispose(a.pick(3, null));
    expect(heap.stats().used).toBeLessThanOrEqual(before - 80_000);
  });

  test("refuses what is no shape, type or order, naming it", () => {
    expect(() => sharedNdarray("float64", [2, -3])).toThrow("axis 1 must be a non-negative integer, got -3 in [2,-3]");
    expect(() => sharedNdarray("float64", [1.5])).toThrow(RangeError);
    expect(() => sharedNdarray("float64", 3 as never)).toThrow(/shape must be an array of axis lengths, got 3/);
    expect(() => sharedNdarray("float64", [2 ** 16, 2 ** 16])).toThrow(/the heap has at most 4 GiB/);
    expect(() => sharedNdarray("complex" as never, [2])).toThrow(/unknown element type "complex"/);
    expect(() => sharedNdarray("float64", [2], { order: "K" as never })).toThrow(/order must be "C" or "F", got "K"/);
  });
});
