// A program that sends all kinds of functions to a pool. It prints what came back; every way to build it prints the same.

import os, { cpus } from "node:os";
import * as path from "node:path";
import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { helper, readTile, TileError, table } from "./sibling.ts";

const answers: Record<string, unknown> = {};
const scale = 3;
let growing = 1;
const shared = RawArray("float64", [1, 2, 3]);

class Shape {
  static made = 0;
  readonly side = scale;
  get area(): number {
    return this.side * this.side;
  }
}
class Cube extends Shape {
  volume(): number {
    Cube.made += 1;
    return this.area * this.side + Cube.made;
  }
}
class EntryError extends RangeError {
  readonly detail = [scale];
}

const isEven = (n: number): boolean => (n === 0 ? true : isOdd(n - 1));
const isOdd = (n: number): boolean => (n === 0 ? false : isEven(n - 1));
function factorial(n: number): number {
  return n < 2 ? 1 : n * factorial(n - 1);
}
const adder = (a: number) => {
  const inner = (b: number) => a + b + scale;
  return (c: number) => inner(c);
};

const main = async (): Promise<void> => {
  const pool = new Pool(2);
  answers.closure = await pool.map((x: number) => helper(x) * scale, [1, 2, 3]);
  answers.exported = await pool.map(helper, [1, 2]);
  const grow = (x: number) => x * growing;
  answers.before = await pool.map(grow, [1, 2]);
  growing = 7;
  answers.after = await pool.map(grow, [1, 2]);
  answers.named = await pool.map(factorial, [5]);
  answers.mutual = await pool.map(isEven, [9, 10]);
  answers.nested = await pool.map(adder(5), [1]);
  answers.classes = await pool.apply(() => new Cube().volume());
  answers.builtins = await pool.apply(() => [typeof os.EOL, cpus().length > 0, path.basename("a/b"), path.sep.length]);
  answers.members = await pool.map((n: number) => table.even(n) && table.offset, [2, 3]);
  answers.method = await pool.map({ twice: (x: number) => 2 * x }.twice, [4]);
  answers.async = await pool.apply(async () => (await Promise.all([helper(1), helper(2)])).length);
  await pool.apply(() => {
    shared[0] = 42;
  });
  answers.shared = [...shared];
  answers.isMain = await pool.apply((array: Float64Array) => array.subarray(1).length, [shared]);
  answers.error = await pool
    .apply(readTile, [-1])
    .catch((error) => [error instanceof TileError, error.message, error.tile]);
  answers.entryError = await pool
    .apply(() => {
      throw new EntryError("in the entry");
    })
    .catch((error) => [error instanceof EntryError, error instanceof RangeError, error.message, error.detail]);
  await pool.terminate();
};

main().then(() => console.log(JSON.stringify(answers)));
