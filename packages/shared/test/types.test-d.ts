// What the types of @mp/shared say about elements.

import ndarray, { type NdArray } from "ndarray";
import { describe, expectTypeOf, test } from "vitest";
import { RawArray, RawValue, SharedArray, SharedValue, sharedNdarray } from "../src/index.ts";

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
