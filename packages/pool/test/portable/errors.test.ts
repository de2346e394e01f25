import { OwnerDiedError } from "@mp/sync";
import { afterAll, expect, test } from "vitest";
import { SerializationError } from "../../src/errors.ts";
import { decodeError, encodeError } from "../../src/portable/index.ts";
import { Far } from "./support/far.ts";
import { readTile, TileError } from "./support/lib.ts";

const far = new Far();
afterAll(() => far.close());

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

test("a cause that leads back to itself ends", async () => {
  const error = new Error("round");
  error.cause = error;
  const back = (await decodeError(structuredClone(encodeError(error)))) as Error;
  expect((back.cause as Error).message).toBe("round");
});

test("DOMExceptions keep their name and code", async () => {
  const back = await decodeError(structuredClone(encodeError(new DOMException("stop", "AbortError"))));
  expect(back).toBeInstanceOf(DOMException);
  expect(back).toMatchObject({ name: "AbortError", message: "stop", code: 20 });
});
