import { dispose, RawArray } from "@mp/shared";
import { heap } from "@mp/sync/heap";
import fc from "fast-check";
import ndarray from "ndarray";
import { expect, test } from "vitest";
import { decodeValue, discard, encodeValue, prepareValue } from "../../src/portable/index.ts";

/** There and back again, through the clone that a message is. */
const roundTrip = async <T>(value: T): Promise<T> => {
  const form = structuredClone(encodeValue(value, "value"));
  await prepareValue(form);
  return decodeValue(form) as T;
};

test("plain data arrives equal", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.anything({
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withBigInt: true,
        withSparseArray: true,
      }),
      async (value) => {
        // What the clone alone makes of it is the measure: it drops null prototypes, say.
        expect(await roundTrip(value)).toEqual(structuredClone(value));
      },
    ),
    { numRuns: 300 },
  );
});

test("plain data costs no copy", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => encodeValue(value, "value") === value),
    { numRuns: 200 },
  );
});

test("plain data arrives equal beside things that need help, shared objects stay shared, and cycles close", async () => {
  const twice = { n: 1 };
  const value: Record<string, unknown> = {
    twice,
    again: twice,
    error: new RangeError("r"),
    map: new Map([[twice, new Set([twice])]]),
  };
  value.self = value;
  value.list = [value, twice];
  const back = await roundTrip(value);
  expect(back.twice).toBe(back.again);
  expect(back.self).toBe(back);
  expect((back.list as unknown[])[1]).toBe(back.twice);
  expect([...(back.map as Map<unknown, Set<unknown>>)][0]).toEqual([back.twice, new Set([back.twice])]);
  expect(back.error).toBeInstanceOf(RangeError);
});

test("data that looks like mp's own forms is data", async () => {
  for (const value of [
    { "mp.part": 0 },
    { "mp.form": "graph", parts: [], root: { "mp.part": 3 } },
    [{ "mp.part": { "mp.part": 1 } }],
  ]) {
    expect(await roundTrip(value)).toEqual(value);
  }
});

test("an own __proto__ is data, and pollutes nothing", async () => {
  const value = { list: [JSON.parse('{ "__proto__": { "polluted": true } }')], error: new Error("x") };
  const back = await roundTrip(value);
  expect(Object.hasOwn(back.list[0], "__proto__")).toBe(true);
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("an ndarray over private memory is copied as an ndarray, its view kept", async () => {
  const matrix = ndarray(new Float64Array([1, 2, 3, 4, 5, 6]), [2, 3]);
  const back = await roundTrip(matrix.transpose(1, 0).lo(1, 0));
  expect([back.shape, back.get(0, 1), back.get(1, 0)]).toEqual([[2, 2], 5, 3]);
});

test("a shared array is the same memory", async () => {
  const array = RawArray("float64", [1, 2, 3]);
  const back = await roundTrip({ array, view: new DataView(array.buffer, array.byteOffset, 8) });
  back.array[1] = 9;
  expect([array[1], back.view.getFloat64(0, true)]).toEqual([9, 1]);
});

test("a message in flight holds what is shared in it, until it is delivered or discarded", () => {
  const before = heap.stats().blocks;
  for (let round = 0; round < 100; round += 1) {
    const array = RawArray("float64", 1000);
    const form = encodeValue([array, { again: array.subarray(1) }], "value");
    dispose(array);
    expect(heap.stats().blocks).toBe(before + 1);
    discard(form);
    expect(heap.stats().blocks).toBe(before);
  }
});
