import { dispose, RawArray } from "@mp/shared";
import { Lock, OwnerDiedError } from "@mp/sync";
import { heap } from "@mp/sync/heap";
import { afterAll, expect, test } from "vitest";
import { SerializationError } from "../../src/errors.ts";
import { decodeError, decodeValue, discard, encodeError, encodeValue } from "../../src/portable/index.ts";
import { Far } from "./support/far.ts";
import { readTile, TileError } from "./support/lib.ts";

const far = new Far();
afterAll(() => far.close());

/** Blocks of the heap in use; the first array makes the heap's own as well. */
const blocks = (): number => {
  dispose(RawArray("int8", 1));
  return heap.stats().blocks;
};

/** What a call in the worker rejects with. */
const failure = async (
  fn: (...args: never[]) => unknown,
  ...args: unknown[]
): Promise<Error & Record<string, unknown>> => {
  const settled = await Promise.allSettled([far.call(fn, ...args)]);
  if (settled[0].status === "fulfilled") throw new Error("the call did not fail");
  return settled[0].reason;
};

test("an error of a built-in class arrives as one", async () => {
  const error = await failure(() => (null as unknown as { x: number }).x);
  expect(error).toBeInstanceOf(TypeError);
  expect(error.constructor).toBe(TypeError);
  expect(error.message).toMatch(/Cannot read properties of null/);
});

test("an error of a user's module arrives as its class, with its fields", async () => {
  const error = await failure(readTile, -3);
  expect(error).toMatchObject({ name: "TileError", message: "tile -3 is missing", tile: -3 });
  expect(error).toBeInstanceOf(TileError);
});

test("an error of a class that travelled with the function is of that class here", async () => {
  class Late extends RangeError {
    readonly detail = { hours: 2 };
    get isLate() {
      return true;
    }
  }
  const error = await failure(() => {
    throw new Late("too late");
  });
  expect(error).toBeInstanceOf(Late);
  expect(error).toMatchObject({ message: "too late", detail: { hours: 2 }, isLate: true });
});

test("errors of mp arrive as their classes", async () => {
  const path = await failure(() => {
    throw new SerializationError("no", { path: "a.b" });
  });
  expect(path).toBeInstanceOf(SerializationError);
  expect(path).toMatchObject({ path: "a.b", name: "SerializationError" });
  expect(
    await failure(() => {
      throw new OwnerDiedError("gone", 1);
    }),
  ).toBeInstanceOf(OwnerDiedError);
});

test("cause, errors and own properties come along; what cannot cross is named", async () => {
  const error = await failure(() => {
    const cause = Object.assign(new TypeError("inner"), { code: "EINNER" });
    const all = new AggregateError([new RangeError("one"), "two"], "several", { cause });
    throw Object.assign(all, { weak: new WeakMap(), list: [1, 2] });
  });
  expect(error).toBeInstanceOf(AggregateError);
  expect(error).toMatchObject({ message: "several", weak: "[WeakMap]", list: [1, 2] });
  expect(error.cause).toBeInstanceOf(TypeError);
  expect(error.cause).toMatchObject({ message: "inner", code: "EINNER" });
  const [one, two] = (error as unknown as AggregateError).errors;
  expect(one).toBeInstanceOf(RangeError);
  expect(two).toBe("two");
});

test("the stack shows the worker's lines, then the caller's", async () => {
  const error = await failure(() => {
    throw new Error("here");
  });
  const lines = error.stack!.split("\n");
  expect(lines[1]).toMatch(/errors\.test\.ts/);
  expect(lines.indexOf("    --- called from ---")).toBeGreaterThan(1);
  expect(lines.at(-1)).toBe("    at the caller");
});

test.each([[undefined], [null], [5], ["text"], [{ plain: [1] }]])("whatever was thrown arrives: %s", async (value) => {
  expect(await decodeError(structuredClone(encodeError(value)))).toEqual(value);
});

test("an error that leads back to itself is one object there as well, whatever way it leads", async () => {
  const error: Error & Record<string, unknown> = new Error("round") as never;
  const other = new TypeError("other", { cause: error });
  Object.assign(error, { self: error, context: { error, list: [other] }, cause: error, errors: [other, error], other });
  const back = (await decodeError(structuredClone(encodeError(error)))) as typeof error;
  expect(back.message).toBe("round");
  expect([back.self, back.cause, (back.context as typeof error).error]).toEqual([back, back, back]);
  expect(back.self).toBe(back);
  expect(back.cause).toBe(back);
  expect((back.context as typeof error).error).toBe(back);
  const [otherBack, selfBack] = back.errors as Error[];
  expect(selfBack).toBe(back);
  expect(otherBack).toBe(back.other);
  expect(otherBack).toMatchObject({ name: "TypeError", message: "other" });
  expect(otherBack!.cause).toBe(back);
});

test("an error in a value leads back to itself and to others in the value, in whatever order they are read", () => {
  const [one, two] = [new Error("one"), new Error("two")] as (Error & Record<string, unknown>)[];
  one!.twin = two;
  two!.twin = one;
  const back = decodeValue(structuredClone(encodeValue({ map: new Map([[one, two]]), list: [two, one] }, "value")));
  const { map, list } = back as { map: Map<Error, Error>; list: (typeof one)[] };
  expect([...map.keys()][0]).toBe(list[1]);
  expect([...map.values()][0]).toBe(list[0]);
  expect(list[0]!.twin).toBe(list[1]);
  expect(list[1]!.twin).toBe(list[0]);
});

test("an error that something uncloneable refers to is written where it comes up next", async () => {
  const inner = new Error("inner");
  const error = Object.assign(new Error("outer"), { dropped: { inner, weak: new WeakMap() }, inner });
  const back = await decodeError(structuredClone(encodeError(error)));
  expect(back).toMatchObject({ dropped: "[Object]", inner: { message: "inner" } });
});

test("a long chain of errors in properties ends", async () => {
  let error = new Error("last");
  for (let level = 0; level < 5000; level += 1) error = Object.assign(new Error(`level ${level}`), { next: error });
  expect(await decodeError(structuredClone(encodeError(error)))).toMatchObject({
    message: "level 4999",
    next: { message: "level 4998" },
  });
});

test("an error that throws when it is looked at arrives with what can be read", async () => {
  const refusing = () => {
    throw new Error("not for you");
  };
  const getter = Object.defineProperty(new RangeError("real"), "detail", { get: refusing, enumerable: true });
  expect(await decodeError(structuredClone(encodeError(getter)))).toMatchObject({
    name: "RangeError",
    message: "real",
    detail: "[unreadable]",
  });
  const message = Object.defineProperty(new TypeError("real"), "message", { get: refusing });
  expect(await decodeError(structuredClone(encodeError(message)))).toBeInstanceOf(TypeError);
  const silent = await decodeError(structuredClone(encodeError(new Proxy(new RangeError("real"), { get: refusing }))));
  expect(silent).toMatchObject({ name: "[unreadable]", message: "real" });
  const traps = { get: refusing, ownKeys: refusing, getPrototypeOf: refusing, getOwnPropertyDescriptor: refusing };
  const { proxy, revoke } = Proxy.revocable(new Error("real"), {});
  revoke();
  for (const thrown of [
    new Proxy(new Error("real"), { ...traps, getPrototypeOf: () => Error.prototype }),
    new Proxy(new Error("real"), traps),
    proxy,
    Object.assign(new Error("real"), { name: Object.create(null), errors: new Proxy([1], traps) }),
  ]) {
    await expect(decodeError(structuredClone(encodeError(thrown)))).resolves.toBeDefined();
  }
});

test("what an error holds in the heap is let go when it is discarded, or dropped from the message", () => {
  const before = blocks();
  const array = RawArray("float64", 1000);
  const inner = Object.assign(new Error("inner"), { array });
  for (const error of [
    Object.assign(new Error("x"), { array, context: { array, weak: new WeakMap() } }),
    new Error("x", { cause: inner }),
    new AggregateError([inner, { array }]),
    Object.assign(new Error("x"), { context: { inner, weak: new WeakMap() } }),
  ]) {
    discard(encodeValue([error], "value"));
  }
  dispose(array);
  expect(blocks()).toBe(before);
});

test("what was packed beside something that cannot be is let go", () => {
  const before = blocks();
  const [array, gone] = [RawArray("float64", 10), RawArray("float64", 10)];
  dispose(gone);
  expect(() => encodeValue({ array, gone }, "value")).toThrow(TypeError);
  dispose(array);
  expect(blocks()).toBe(before);
});

test("shared objects and modules in the properties of an error in a value arrive", async () => {
  const back = await far.call(() => ({
    error: Object.assign(new Error("held"), { lock: new Lock(), tile: readTile }),
  }));
  expect(back.error.lock.acquire(0)).toBe(true);
  expect(back.error.tile(3)).toBe(3);
});

test("DOMExceptions keep their name and code", async () => {
  const back = await decodeError(structuredClone(encodeError(new DOMException("stop", "AbortError"))));
  expect(back).toBeInstanceOf(DOMException);
  expect(back).toMatchObject({ name: "AbortError", message: "stop", code: 20 });
});
