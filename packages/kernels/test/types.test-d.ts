// What TypeScript infers of the public functions; checked by the compiler, not run.

import type { NdArray } from "ndarray";
import { expectTypeOf } from "vitest";
import {
  arraySplit,
  autocorrelate2d,
  type ComplexNdArray,
  correlate2d,
  det,
  fft2,
  iterativeSum,
  split,
} from "../src/index.ts";

declare const matrix: NdArray<Float64Array>;
declare const anything: NdArray;
declare const numbers: number[];
declare function map<T, R>(fn: (item: T) => R, items: T[]): Promise<R[]>;

expectTypeOf(det(matrix)).toEqualTypeOf<number>();
expectTypeOf(det([[1]])).toEqualTypeOf<number>();
expectTypeOf(det<NdArray>(matrix)).toEqualTypeOf<NdArray>();
expectTypeOf(det(matrix, { out: matrix })).toEqualTypeOf<NdArray<Float64Array>>();
expectTypeOf(map((a: NdArray) => det(a), [matrix])).toEqualTypeOf<Promise<number[]>>();

expectTypeOf(iterativeSum(numbers)).toEqualTypeOf<number>();
expectTypeOf(iterativeSum(Float64Array.of(1))).toEqualTypeOf<number>();
expectTypeOf(iterativeSum(anything)).toEqualTypeOf<number>();
expectTypeOf(iterativeSum(BigInt64Array.of(1n))).toEqualTypeOf<bigint>();
expectTypeOf(map(iterativeSum, [numbers])).toEqualTypeOf<Promise<number[]>>();

expectTypeOf(split(numbers, 2)).toEqualTypeOf<number[][]>();
expectTypeOf(split(Int8Array.of(1), 2)).toEqualTypeOf<Int8Array<ArrayBuffer>[]>();
expectTypeOf(split(matrix, 2)).toEqualTypeOf<NdArray<Float64Array>[]>();
expectTypeOf(split([matrix], 2)).toEqualTypeOf<NdArray<Float64Array>[][]>();
expectTypeOf(arraySplit(numbers, [1])).toEqualTypeOf<number[][]>();
expectTypeOf(arraySplit(Int8Array.of(1), 2)).toEqualTypeOf<Int8Array<ArrayBuffer>[]>();

expectTypeOf(fft2(matrix)).toEqualTypeOf<ComplexNdArray<Float64Array>>();
expectTypeOf(fft2({ re: matrix, im: [[1]] })).toEqualTypeOf<ComplexNdArray<Float64Array>>();
expectTypeOf(map(fft2, [matrix])).toEqualTypeOf<Promise<ComplexNdArray<Float64Array>[]>>();
expectTypeOf(correlate2d(matrix, numbers)).toEqualTypeOf<NdArray<Float64Array>>();
expectTypeOf(map(autocorrelate2d, [matrix])).toEqualTypeOf<Promise<NdArray<Float64Array>[]>>();
expectTypeOf(map(det, [matrix])).toEqualTypeOf<Promise<number[]>>();

// @ts-expect-error -- no threads here yet
fft2(matrix, { workers: 2 });
// @ts-expect-error -- not an array
det(3);
