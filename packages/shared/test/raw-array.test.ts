import { blockOf, heap, isHeapBuffer } from "@mp/sync/internal";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type DType, dispose, RawArray, type Typecode } from "../src/index.ts";

const constructors = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const;
const dtypes = Object.keys(constructors) as DType[];

describe("RawArray", () => {
  test.each(dtypes)("of %s is that typed array, zeroed, in the heap, by name and by constructor", (dtype) => {
    for (const type of [dtype, constructors[dtype]]) {
      const array = RawArray(type, 5);
      expect(array).toBeInstanceOf(constructors[dtype]);
      expect(Array.from(array, Number)).toEqual([0, 0, 0, 0, 0]);
      expect(isHeapBuffer(array.buffer)).toBe(true);
      expect(blockOf(array.buffer)).toBe(array.byteOffset);
      dispose(array);
    }
  });

  test("typecodes are ctypes'", () => {
    const expected: Record<Typecode, number> = {
      ...{ b: 1, B: 1, h: 2, H: 2, i: 4, I: 4, l: 8, L: 8, q: 8, Q: 8, f: 4, d: 8 },
    };
    for (const [code, bytes] of Object.entries(expected)) {
      expect(RawArray(code as Typecode, 1).BYTES_PER_ELEMENT).toBe(bytes);
    }
    expect(RawArray("B", [255])[0]).toBe(255);
    expect(RawArray("b", [255])[0]).toBe(-1);
  });

  test("takes arrays, typed arrays, sets and generators, with new or without", () => {
    expect([...RawArray("int32", [1, 2, 3])]).toEqual([1, 2, 3]);
    expect([...new RawArray("float64", new Float32Array([0.5, 1.5]))]).toEqual([0.5, 1.5]);
    expect([...RawArray("int16", new Set([4, 5]))]).toEqual([4, 5]);
    const generator = (function* () {
      yield 1n;
      yield 2n;
    })();
    expect([...RawArray("uint64", generator)]).toEqual([1n, 2n]);
    expect(RawArray("float64", []).length).toBe(0);
    expect(RawArray("float64", 0).length).toBe(0);
  });

  test("integers wrap as in ctypes, whatever they come in", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        const wrapped = Number(BigInt.asIntN(16, BigInt(value)));
        expect(RawArray("int16", [value])[0]).toBe(wrapped);
        expect(RawArray("uint64", [BigInt(value)])[0]).toBe(BigInt.asUintN(64, BigInt(value)));
      }),
    );
    expect([...RawArray("uint8", new Int32Array([-1, 256, 300]))]).toEqual([255, 0, 44]);
  });

  test.each([
    ["a fraction for an integer", "int32", [1, 2.5], /value at index 1 must be an integer for int32, got 2.5/],
    ["a fraction in a typed array", "uint8", new Float64Array([0.5]), /must be an integer for uint8, got 0.5/],
    ["NaN for an integer", "int8", [Number.NaN], /got NaN/],
    ["a number for a 64-bit integer", "int64", [5], /must be a bigint for int64, got 5; write 5n/],
    ["32-bit integers for 64-bit ones", "int64", new Int32Array(1), /must be a bigint for int64/],
    ["a bigint for a float", "float64", [5n], /must be a number for float64, got 5n/],
    ["a string", "float64", ["5"], /must be a number for float64, got "5"/],
    ["a hole", "float64", new Array(2), /must be a number for float64, got undefined/],
  ] as const)("%s is an error", (_, dtype, values, message) => {
    expect(() => RawArray(dtype, values as never)).toThrow(TypeError);
    expect(() => RawArray(dtype, values as never)).toThrow(message);
  });

  test("a refused value leaves nothing allocated", () => {
    const before = heap.stats().used;
    expect(() => RawArray("int32", [0.5])).toThrow(TypeError);
    expect(heap.stats().used).toBe(before);
  });

  test.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])("a length of %s is an error", (length) => {
    expect(() => RawArray("float64", length)).toThrow(RangeError);
  });

  test("more than the heap can hold is an error that says how much it is", () => {
    expect(() => RawArray("float64", 2 ** 30)).toThrow(/1073741824 elements of float64 are 8589934592 bytes/);
  });

  test.each(["float16", "x", "", "toString", 5, undefined, Array, Uint8ClampedArray])(
    "%s is no element type",
    (type) => {
      expect(() => RawArray(type as never, 1)).toThrow(/unknown element type .*; use one of int8, uint8/);
    },
  );

  test.each([undefined, null, "ab", true, {}])("%s is neither length nor values", (values) => {
    expect(() => RawArray("float64", values as never)).toThrow(TypeError);
  });
});

describe("dispose", () => {
  test("frees at once, and does nothing the second time", () => {
    const array = RawArray("float64", 1000);
    const before = heap.stats().used;
    dispose(array.subarray(5));
    expect(heap.stats().used).toBeLessThanOrEqual(before - 8000);
    const after = heap.stats();
    dispose(array);
    expect(heap.stats()).toEqual(after);
  });

  test("refuses an array that is not mp's", () => {
    expect(() => dispose(new Float64Array(3))).toThrow(/not in mp's shared memory/);
  });
});
