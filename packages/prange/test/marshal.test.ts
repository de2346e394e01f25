import { RawArray, sharedNdarray } from "@mp/shared";
import { heap, isHeapBuffer } from "@mp/sync/internal";
import fc from "fast-check";
import ndarray from "ndarray";
import { describe, expect, it } from "vitest";
import { marshal } from "../src/marshal.ts";
import { argType } from "../src/specialise.ts";

function pass(args: unknown[], writes = args.map(() => false)) {
  return marshal(
    args,
    args.map((value) => argType(value)!),
    writes,
  );
}

function heapFloats(address: number, length: number): Float64Array {
  return new Float64Array(heap.memory.buffer, address, length);
}

describe("marshal", () => {
  it("passes what is in the heap by address, and copies nothing", () => {
    const array = RawArray("float64", [1, 2, 3]);
    expect(isHeapBuffer(array.buffer)).toBe(true);
    const { flat, bytesIn } = pass([array, array.subarray(1), 2.5, true]);
    expect(flat).toEqual([array.byteOffset, 3, array.byteOffset + 8, 2, 2.5, 1]);
    expect(bytesIn).toBe(0);
  });

  it("passes an ndarray as the address of its first element, its shape and its strides", () => {
    const array = sharedNdarray("float64", [2, 3, 4]);
    const view = array.hi(2, 3, 2).step(1, -1, 1);
    expect(pass([view]).flat).toEqual([array.data.byteOffset + 8 * 8, 2, 3, 2, 12, -4, 1]);
  });

  it("copies in what is elsewhere, and back what was written", () => {
    const read = Float64Array.of(1, 2);
    const written = Float64Array.of(3, 4, 5).subarray(1);
    const passed = pass([read, written], [false, true]);
    const [readAt, , writtenAt] = passed.flat;
    expect([...heapFloats(readAt!, 2)]).toEqual([1, 2]);
    heapFloats(readAt!, 2).fill(-1);
    heapFloats(writtenAt!, 2).set([6, 7]);
    expect(passed.copyBack()).toBe(16);
    passed.release();
    expect([...read]).toEqual([1, 2]);
    expect([...new Float64Array(written.buffer)]).toEqual([3, 6, 7]);
  });

  it("lets arguments overlap in the heap exactly as they do outside", () => {
    const lengths = fc.tuple(fc.nat(20), fc.nat(20));
    fc.assert(
      fc.property(lengths, lengths, ([a, b], [c, d]) => {
        const whole = Float64Array.from({ length: 64 }, (_, i) => i);
        const [one, two] = [whole.subarray(a, a + b), whole.subarray(c, c + d)];
        const passed = pass([one, two], [true, true]);
        const [oneAt, oneLength, twoAt, twoLength] = passed.flat as [number, number, number, number];
        expect([oneLength, twoLength]).toEqual([b, d]);
        if (b > 0 && d > 0) expect(twoAt - oneAt).toBe(two.byteOffset - one.byteOffset);
        expect([...heapFloats(b > 0 ? oneAt : 0, b)]).toEqual([...one]);
        for (const at of [...heapFloats(d > 0 ? twoAt : 0, d).keys()]) heapFloats(twoAt, d)[at]! += 100;
        passed.copyBack();
        passed.release();
        expect([...whole]).toEqual(Array.from({ length: 64 }, (_, i) => (i >= c && i < c + d ? i + 100 : i)));
      }),
    );
  });

  it("keeps elements as aligned as they were", () => {
    const bytes = new ArrayBuffer(64);
    const passed = pass([new Float64Array(bytes, 24, 2), new Uint8Array(bytes, 3, 1)]);
    expect(passed.flat[0]! % 8).toBe(0);
    expect(passed.flat[0]! - passed.flat[2]!).toBe(21);
    passed.release();
  });

  it("copies what a view of an ndarray reaches, and no more", () => {
    const data = new Float64Array(1_000);
    const passed = pass([ndarray(data, [10, 100]).hi(2, 3)]);
    expect(passed.bytesIn).toBeLessThan(900);
    passed.release();
  });

  it("gives all memory back", () => {
    const before = heap.stats();
    for (let round = 0; round < 50; round++) {
      const passed = pass([new Float64Array(1_000), new Uint8Array(10)], [true, true]);
      passed.copyBack();
      passed.release();
    }
    expect(heap.stats()).toEqual(before);
  });

  it("refuses an ndarray that reaches beyond its data", () => {
    expect(() => pass([ndarray(new Float64Array(3), [2, 2])])).toThrow(RangeError);
  });
});
