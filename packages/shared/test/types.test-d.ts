// What the types of @mp/shared say about elements and items.

import ndarray, { type NdArray } from "ndarray";
import { describe, expectTypeOf, test } from "vitest";
import {
  RawArray,
  RawValue,
  type ShareableItem,
  ShareableList,
  SharedArray,
  SharedMemory,
  SharedMemoryManager,
  SharedValue,
  sharedNdarray,
} from "../src/index.ts";

describe("element types", () => {
  test("a dtype, its typecode and its constructor give the same typed array", () => {
    expectTypeOf(RawArray("float64", 3)).toEqualTypeOf<Float64Array<SharedArrayBuffer>>();
    expectTypeOf(RawArray("d", 3)).toEqualTypeOf<Float64Array<SharedArrayBuffer>>();
    expectTypeOf(RawArray(Float64Array, 3)).toEqualTypeOf<Float64Array<SharedArrayBuffer>>();
    expectTypeOf(new RawArray("int8", [1, 2])).toEqualTypeOf<Int8Array<SharedArrayBuffer>>();
    expectTypeOf<RawArray<"i">>().toEqualTypeOf<Int32Array<SharedArrayBuffer>>();
  });

  test("64-bit integers are bigints, all others numbers", () => {
    expectTypeOf(RawValue("int64").value).toEqualTypeOf<bigint>();
    expectTypeOf(RawValue("Q", 1n).value).toEqualTypeOf<bigint>();
    expectTypeOf(RawValue("int32", 1).value).toEqualTypeOf<number>();
    expectTypeOf(RawArray("q", [1n])[0]).toEqualTypeOf<bigint>();
  });

  test("guarded values and arrays have the elements of their type", () => {
    expectTypeOf(SharedValue("int64").add(1n)).toEqualTypeOf<bigint>();
    expectTypeOf(SharedArray("f", 2).array).toEqualTypeOf<Float32Array<SharedArrayBuffer>>();
    expectTypeOf(SharedArray("uint64", 2).slice()).toEqualTypeOf<bigint[]>();
    expectTypeOf(SharedArray("int8", 2).with((array) => array[0] === 1)).toEqualTypeOf<boolean>();
  });

  test("values of the wrong kind and unknown dtypes do not compile", () => {
    // @ts-expect-error a number for a 64-bit integer
    RawArray("int64", [1]);
    // @ts-expect-error a bigint for a float
    RawValue("float64", 1n);
    // @ts-expect-error no such dtype
    RawArray("float16", 1);
    // @ts-expect-error no such order
    sharedNdarray("float64", [2], { order: "K" });
  });

  test("a shared array and a shared ndarray go where ordinary ones do", () => {
    const typed = (_: Float64Array) => {};
    const nd = (_: NdArray) => {};
    const precise = (_: NdArray<Float64Array>) => {};
    typed(RawArray("float64", 2));
    nd(sharedNdarray("float64", [2, 2]));
    precise(sharedNdarray("float64", [2, 2]));
    nd(ndarray(new Float64Array(4), [2, 2]));
    expectTypeOf(sharedNdarray("float32", [2]).get(0)).toEqualTypeOf<number>();
    expectTypeOf(sharedNdarray("int64", [2]).get(0)).toEqualTypeOf<bigint>();
  });
});

describe("named memory", () => {
  test("a block's bytes are shared ones, and it has no scope to choose", () => {
    expectTypeOf(SharedMemory.create({ size: 8 }).buf).toEqualTypeOf<Uint8Array<SharedArrayBuffer>>();
    // @ts-expect-error names are those of the program's threads
    SharedMemory.create({ size: 8, scope: "system" });
    // @ts-expect-error made by create and attach
    new SharedMemory(8);
  });

  test("a list has the kinds of its items, not their values", () => {
    expectTypeOf(ShareableList(["a", 1]).get(0)).toEqualTypeOf<string | number>();
    expectTypeOf(new ShareableList([true, null]).at(-1)).toEqualTypeOf<boolean | null>();
    expectTypeOf([...ShareableList([1n, new Uint8Array(1)])]).toEqualTypeOf<(bigint | Uint8Array)[]>();
    expectTypeOf(new SharedMemoryManager().ShareableList([1]).get(0)).toEqualTypeOf<number>();
    expectTypeOf(ShareableList.attach("x").get(0)).toEqualTypeOf<ShareableItem>();
    expectTypeOf(ShareableList.attach<number>("x").index).parameter(0).toEqualTypeOf<number>();
    // @ts-expect-error a list holds no objects
    ShareableList([{}]);
    // @ts-expect-error nor another kind than it was made for
    ShareableList([1]).set(0, "a");
  });
});
