// What TypeScript makes of the pool's methods: checked by the compiler, not run.

import { expectTypeOf, test } from "vitest";
import { type AsyncResult, type Pool, Process, type ResultIterator } from "../src/index.ts";

declare const pool: Pool;

test("results have the function's type, with promises awaited", () => {
  expectTypeOf(pool.apply((x: number) => x + 1, [1])).toEqualTypeOf<Promise<number>>();
  expectTypeOf(pool.apply(async (x: number) => String(x), [1])).toEqualTypeOf<Promise<string>>();
  expectTypeOf(pool.applyAsync((x: number) => x + 1, [1])).toEqualTypeOf<AsyncResult<number>>();
  expectTypeOf(pool.map((x: number) => x + 1, [1])).toEqualTypeOf<Promise<number[]>>();
  expectTypeOf(pool.map(async (x: string) => x.length, new Set<string>())).toEqualTypeOf<Promise<number[]>>();
  expectTypeOf(pool.mapAsync((x: number) => [x], [1])).toEqualTypeOf<AsyncResult<number[][]>>();
  expectTypeOf(pool.starmap((a: number, b: string) => a + b, [[1, "x"]])).toEqualTypeOf<Promise<string[]>>();
  expectTypeOf(pool.imap((x: number) => `${x}`, [1])).toEqualTypeOf<ResultIterator<string>>();
  expectTypeOf(pool.imapUnordered(async (x: number) => x, [1])).toEqualTypeOf<ResultIterator<number>>();
});

test("the input may be typed arrays, iterables and async iterables", () => {
  expectTypeOf(pool.map((x: number) => x, new Float64Array(3))).toEqualTypeOf<Promise<number[]>>();
  expectTypeOf(pool.map((x: bigint) => x, new BigInt64Array(3))).toEqualTypeOf<Promise<bigint[]>>();
  expectTypeOf(pool.imap((x: string) => x, (async function* () {})() as AsyncGenerator<string>)).toEqualTypeOf<
    ResultIterator<string>
  >();
});

test("generic functions keep their meaning", () => {
  const wrap = <T>(value: T): { value: T } => ({ value });
  expectTypeOf(pool.apply(wrap<number>, [1])).toEqualTypeOf<Promise<{ value: number }>>();
});

test("arguments that do not fit are errors", () => {
  // @ts-expect-error a string is no number
  void pool.apply((x: number) => x, ["1"]);
  // @ts-expect-error an argument is missing
  void pool.apply((x: number, y: number) => x + y, [1]);
  // @ts-expect-error args are missing
  void pool.apply((x: number) => x);
  // @ts-expect-error items of the wrong type
  void pool.map((x: number) => x, ["a"]);
  // @ts-expect-error tuples of the wrong type
  void pool.starmap((x: number, y: string) => x + y, [[1, 2]]);
  // @ts-expect-error no such option
  void pool.map((x: number) => x, [1], { chunkSize: 3 });
  // @ts-expect-error args of the wrong type
  new Process({ target: (x: number) => x, args: ["1"] });
});

test("a function without parameters needs no args", () => {
  expectTypeOf(pool.apply(() => true)).toEqualTypeOf<Promise<boolean>>();
  expectTypeOf(pool.apply((x?: number) => x)).toEqualTypeOf<Promise<number | undefined>>();
  new Process({ target: () => {} });
});
