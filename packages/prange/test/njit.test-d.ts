// The types that a user sees; checked by tsc.

import type { NdArray } from "ndarray";
import { expectTypeOf } from "vitest";
import { type Compiled, jit, njit, prange } from "../src/index.ts";

const dot = njit((x: Float64Array, y: Float64Array, n: number) => x[n]! * y[n]!, { parallel: true });
expectTypeOf(dot).toBeCallableWith(new Float64Array(1), new Float64Array(1), 0);
expectTypeOf(dot).parameters.toEqualTypeOf<[Float64Array, Float64Array, number]>();
expectTypeOf(dot).returns.toEqualTypeOf<number>();
expectTypeOf(dot.async).returns.toEqualTypeOf<Promise<number>>();
expectTypeOf(dot.signatures).toEqualTypeOf<readonly string[]>();

const fill = jit((tensor: NdArray<Float64Array>, out: Float64Array) => {
  for (const i of prange(tensor.shape[0]!)) out[i] = i;
});
expectTypeOf(fill.async).returns.toEqualTypeOf<Promise<void>>();
expectTypeOf(fill).toExtend<Compiled<(tensor: NdArray<Float64Array>, out: Float64Array) => void>>();

// @ts-expect-error: what is not a function cannot be compiled
njit(3);
// @ts-expect-error: an option that does not exist
njit((x: number) => x, { paralel: true });
// @ts-expect-error: a missing argument
dot(new Float64Array(1), new Float64Array(1));
