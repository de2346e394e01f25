import { Socket } from "node:net";
import { RawArray } from "@mp/shared";
import { expect, test } from "vitest";
import { CaptureError, SerializationError } from "../../src/errors.ts";
import { encodeResult, encodeValue, explainUncloneable } from "../../src/portable/index.ts";
import { describeFunction } from "../../src/portable/send.ts";

const refusal = (fn: (...args: never[]) => unknown): CaptureError => {
  try {
    describeFunction(fn, "map");
  } catch (error) {
    if (error instanceof CaptureError) return error;
    throw error;
  }
  throw new Error("the function was not refused");
};

class Account {
  owner = "me";
  close() {}
}

test.each<[string, () => unknown, string, string]>([
  [
    "a socket",
    (() => {
      const socket = new Socket();
      return () => () => socket.remotePort;
    })(),
    "socket",
    "Socket",
  ],
  [
    "an instance with methods",
    (() => {
      const account = new Account();
      return () => () => account;
    })(),
    "account",
    "Account",
  ],
  [
    "an instance inside data",
    (() => {
      const state = { list: [new Account()] };
      return () => () => state;
    })(),
    "state.list[0]",
    "Account",
  ],
  [
    "a promise",
    (() => {
      const pending = Promise.resolve();
      return () => () => pending;
    })(),
    "pending",
    "Promise",
  ],
  [
    "a weak map",
    (() => {
      const cache = { inner: new WeakMap() };
      return () => () => cache;
    })(),
    "cache.inner",
    "WeakMap",
  ],
  [
    "a symbol of one's own",
    (() => {
      const mark = Symbol("mine");
      return () => () => mark;
    })(),
    "mark",
    "symbol",
  ],
  [
    "what a helper captures",
    (() => {
      const pending = Promise.resolve();
      const helper = () => pending;
      return () => () => helper();
    })(),
    "pending",
    "Promise",
  ],
] as never)("%s is refused by its name before anything runs", (_title, make, variable, kind) => {
  const error = refusal(make() as never);
  expect(error).toMatchObject({ name: "CaptureError", variable, kind });
  expect(error.line).toBeGreaterThan(0);
  expect(error.message).toMatch(/initializer/);
});

test("an instance without methods is plain data", () => {
  class Point {
    x = 1;
  }
  const point = new Point();
  expect(() => describeFunction(() => point, "map")).not.toThrow();
});

test("the error's stack begins at the caller, not inside mp", () => {
  const pending = Promise.resolve();
  expect(refusal(() => pending).stack!.split("\n")[1]).toMatch(/refusals\.test\.ts/);
});

test.each([[undefined], [null], [5], ["x => x"], [{}]])("%s is no function", (value) => {
  expect(() => describeFunction(value as never, "map")).toThrow(TypeError);
});

test("an argument that cannot be cloned is named by its path", () => {
  const value = { list: [1, { deep: new WeakMap() }], map: new Map([["k", Promise.resolve()]]) };
  const error = explainUncloneable(encodeValue(value, "args[0]"), "args[0]");
  expect(error).toBeInstanceOf(SerializationError);
  expect(error).toMatchObject({ path: "args[0].list[1].deep", cause: { name: "DataCloneError" } });
  expect(explainUncloneable(encodeValue({ map: value.map }, "args[1]"), "args[1]")!.path).toBe('args[1].map.get("k")');
  expect(explainUncloneable(encodeValue({ fine: 1 }, "args[0]"), "args[0]")).toBeUndefined();
});

test("a symbol in an argument is named by its path", () => {
  expect(() => encodeValue({ a: [Symbol("mine")] }, "args[0]")).toThrow(
    expect.objectContaining({ name: "SerializationError", path: "args[0].a[0]" }),
  );
});

/** A list of `length` linked nodes; with `extra`, each node has that too. */
const linked = (length: number, extra: object = {}): unknown => {
  let list: unknown = null;
  for (let index = 0; index < length; index += 1) list = { ...extra, next: list };
  return list;
};

test("data nested too deeply for a message is refused, as argument, as result and as variable", async () => {
  for (const list of [linked(2000), linked(100_000), linked(2000, { shared: RawArray("int8", 1) })]) {
    const refused = expect.objectContaining({ name: "SerializationError", path: "args[0]" });
    expect(() => encodeValue(list, "args[0]")).toThrow(refused);
    expect(() => encodeResult(list, "args[0]")).toThrow(refused);
    expect(refusal(() => list)).toMatchObject({ variable: "list", message: expect.stringMatching(/1000 levels deep/) });
  }
  expect(() => structuredClone(encodeValue(linked(1000), "args[0]"))).not.toThrow();
});
