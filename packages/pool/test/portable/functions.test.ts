import { readFileSync } from "node:fs";
import * as os from "node:os";
import { RawArray, RawValue, sharedNdarray } from "@mp/shared";
import { Lock } from "@mp/sync";
import { afterAll, expect, test } from "vitest";
import { bind, describeFunction, moduleTask } from "../../src/portable/send.ts";
import { Far } from "./support/far.ts";
import addOne, { countEvaluations, helper, readTile } from "./support/lib.ts";
import { doubled } from "./support/made.ts";

const far = new Far();
afterAll(() => far.close());

const scale = 3;

test("a closure brings its variables and the functions that it calls", async () => {
  expect(await far.call((x: number) => helper(x) * scale, 2)).toBe(60);
  expect(await far.call(addOne, 2)).toBe(3);
});

test("a variable that was changed between two calls is seen by the second", async () => {
  let factor = 2;
  const times = (x: number) => x * factor;
  expect(await far.call(times, 5)).toBe(10);
  factor = 7;
  expect(await far.call(times, 5)).toBe(35);
});

test("data that was changed between two calls is seen by the second, and what was not is not sent again", async () => {
  const table = { list: [1, 2], map: new Map([["a", new Set([1])]]), bytes: new Uint8Array([1, 2, 3]) };
  const size = () => table.list.length + table.map.get("a")!.size + table.bytes[0]!;
  expect(await far.call(size)).toBe(4);
  const sent = far.sent;
  expect(await far.call(size)).toBe(4);
  expect(far.sent).toBe(sent);
  for (const change of [() => table.list.push(3), () => table.map.get("a")!.add(2), () => (table.bytes[0] = 2)]) {
    const before = await far.call(size);
    change();
    expect(await far.call(size)).toBe(before + 1);
  }
  expect(far.sent).toBe(sent + 3);
});

test("a description is a snapshot: what is changed after the call does not reach it", () => {
  const list = [1];
  const fn = () => list;
  const first = describeFunction(fn, "map");
  list.push(2);
  const second = describeFunction(fn, "map");
  expect(second).toMatchObject({ id: first.id, version: first.version + 1 });
  expect(JSON.stringify(first)).not.toBe(JSON.stringify(second));
});

test("for apply, variables are read once in a turn of the event loop, and again in the next", async () => {
  let count = 1;
  const fn = () => count;
  const first = describeFunction(fn, "apply");
  count = 2;
  expect(describeFunction(fn, "apply")).toBe(first);
  for (const next of [setImmediate, setTimeout, process.nextTick]) {
    const { version } = describeFunction(fn, "apply");
    count += 1;
    await new Promise<void>((resolve) => next(() => resolve()));
    expect(describeFunction(fn, "apply").version).toBe(version + 1);
  }
});

test("a function whose variables cannot change is looked at once", () => {
  const fixed = (x: number) => x * scale;
  expect(describeFunction(fixed, "map")).toBe(describeFunction(fixed, "map"));
});

test("objects that every thread has are its own there, under whatever name", async () => {
  const [maths, json, reflect, atomics, wasm] = [Math, JSON, Reflect, Atomics, WebAssembly];
  const [proc, nav, secret, out, all] = [process, navigator, crypto, console, globalThis];
  const inData = { maths, list: [crypto.subtle] };
  const seen = await far.call(() => [
    [maths === Math, json === JSON, reflect === Reflect, atomics === Atomics, wasm === WebAssembly],
    [proc === process, nav === navigator, secret === crypto, out === console, all === globalThis],
    [inData.maths === Math, inData.list[0] === crypto.subtle],
  ]);
  expect(seen.flat()).not.toContain(false);
  expect(await far.call((given: typeof Math) => given === Math, Math)).toBe(true);
  expect(await far.call(() => [maths, { proc }])).toEqual([Math, { proc: process }]);
});

test("writing a captured variable changes the worker's copy only", async () => {
  let count = 0;
  const next = () => {
    count += 1;
    return count;
  };
  expect([await far.call(next), await far.call(next), count]).toEqual([1, 2, 0]);
});

test("functions that call each other travel together", async () => {
  const isEven = (n: number): boolean => (n === 0 ? true : isOdd(n - 1));
  const isOdd = (n: number): boolean => (n === 0 ? false : isEven(n - 1));
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  expect(await far.call(isEven, 10)).toBe(true);
  expect(await far.call(factorial, 5)).toBe(120);
});

test("functions that share an object share it there", async () => {
  const shared: number[] = [];
  const add = (x: number) => shared.push(x);
  const both = () => {
    add(1);
    add(2);
    return [shared.length, shared];
  };
  expect(await far.call(both)).toEqual([2, [1, 2]]);
});

test("classes travel with what they extend, their accessors and their statics as they are now", async () => {
  class Base {
    static count = 0;
    readonly side = scale;
    get area() {
      return this.side * this.side;
    }
  }
  class Cube extends Base {
    static readonly make = () => new Cube();
    static origin = { x: 1 };
    #secret = 5;
    volume() {
      return this.area * this.side + this.#secret;
    }
  }
  Base.count = 41;
  expect(await far.call(() => [Cube.make().volume(), Base.count, Cube.origin.x, new Cube() instanceof Base])).toEqual([
    32,
    41,
    1,
    true,
  ]);
});

test("a function with a prototype is the constructor that it was", async () => {
  function Point(this: { x: number }, x: number) {
    this.x = x;
  }
  Point.prototype.twice = function () {
    return this.x * 2;
  };
  expect(await far.call(() => new (Point as never as new (x: number) => { twice(): number })(4).twice())).toBe(8);
});

test("methods, generators, async functions and bound functions travel", async () => {
  const object = {
    twice(x: number) {
      return 2 * x;
    },
  };
  const add = (a: number, b: number) => a + b;
  expect(await far.call(object.twice, 4)).toBe(8);
  expect(
    await far.call(async () => [
      ...(function* () {
        yield scale;
      })(),
    ]),
  ).toEqual([3]);
  expect(await far.call(add.bind(null, 2), 3)).toBe(5);
});

test("node's modules, built-in functions and well-known symbols are those of the worker", async () => {
  const { sqrt } = Math;
  const { iterator } = Symbol;
  const named = Symbol.for("mp.test");
  const list = await far.call(() => [
    os.EOL,
    typeof readFileSync,
    sqrt(16),
    iterator === Symbol.iterator,
    named === Symbol.for("mp.test"),
  ]);
  expect(list).toEqual([os.EOL, "function", 4, true, true]);
});

test("a module of a user's is evaluated once in a worker, whatever travels by it", async () => {
  await far.call(helper, 1);
  await far.call(readTile, 1);
  expect(await far.call(countEvaluations)).toBeLessThanOrEqual(1);
});

test("import() inside a function means what it means in its file", async () => {
  expect(await far.call(async () => (await import("./support/lib.ts")).helper(4))).toBe(40);
});

test("arrays, values, ndarrays and locks are the same memory there", async () => {
  const array = RawArray("float64", [1, 2, 3]);
  const value = RawValue("int32", 7);
  const matrix = sharedNdarray("float64", [2, 3]);
  const lock = new Lock();
  const column = matrix.pick(null, 1);
  await far.call(() => {
    array[0] = 42;
    value.value += 1;
    column.set(1, 9);
    lock.acquire();
    lock.release();
  });
  expect([array[0], value.value, matrix.get(1, 1)]).toEqual([42, 8, 9]);
});

test("a view of a shared array keeps its place and length", async () => {
  const array = RawArray("int16", 10);
  const part = await far.call(
    (view: Int16Array) => {
      view[0] = 5;
      return view.subarray(1, 3);
    },
    array.subarray(4, 8),
  );
  expect(array[4]).toBe(5);
  part[0] = 6;
  expect([part.length, array[5]]).toEqual([2, 6]);
});

test("functions inside arguments and results travel by the same rule", async () => {
  expect(await far.call((options: { f(x: number): number }) => options.f(2), { f: (x: number) => x * scale })).toBe(6);
  const back = await far.call((n: number) => ({ add: (x: number) => x + n }), 5);
  expect(back.add(1)).toBe(6);
});

test("variables given by hand, and functions named by their module, need no inspector", async () => {
  const bound = bind((x: number) => helper(x) * scale, { scale: 2, helper: (x: number) => x + 1 });
  expect(bound(1)).toBe(30);
  const task = moduleTask<(x: number) => number>(new URL("./support/lib.ts", import.meta.url), "helper");
  expect(await far.call(task, 3)).toBe(30);
  expect(await task(3)).toBe(30);
  expect(() => moduleTask("./lib.ts", "helper")).toThrow(/url must be absolute, got "\.\/lib\.ts"/);
  expect(() => bind(5 as never, {})).toThrow(TypeError);
});

test("a function that a package has made of others is made of them again", async () => {
  const twice = doubled((x: number) => x + scale);
  expect(twice(1)).toBe(8);
  expect(await far.call((x: number) => twice(x), 1)).toBe(8);
});
