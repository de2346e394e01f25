import { describe, expect, it } from "vitest";
import { prange, range } from "../src/markers.ts";

describe.each([
  ["prange", prange],
  ["range", range],
] as const)("%s", (name, marker) => {
  it("counts from zero to stop, or from start to stop", () => {
    expect([...marker(4)]).toEqual([0, 1, 2, 3]);
    expect([...marker(-2, 2)]).toEqual([-2, -1, 0, 1]);
  });

  it("is empty where stop does not exceed start", () => {
    expect([...marker(0)]).toEqual([]);
    expect([...marker(-3)]).toEqual([]);
    expect([...marker(5, 2)]).toEqual([]);
  });

  it("can be iterated again, and left by break", () => {
    const three = marker(3);
    for (const i of three) if (i === 1) break;
    expect([...three]).toEqual([0, 1, 2]);
  });

  it("starts at zero, never at minus zero", () => {
    expect(Object.is([...marker(-0, 1)][0], 0)).toBe(true);
  });

  it("refuses a fractional, infinite or 33-bit bound with the value and the remedy", () => {
    expect(() => marker(2.5)).toThrow(`${name}: stop must be an integer from -2147483648 to 2147483647, got 2.5`);
    expect(() => marker(Number.NaN, 3)).toThrow(RangeError);
    expect(() => marker(2 ** 31)).toThrow(/Math\.floor/);
  });

  it("refuses what is not a number", () => {
    expect(() => marker("3" as unknown as number)).toThrow(new TypeError(`${name}: stop must be a number, got string`));
    expect(() => marker(null as unknown as number, 2)).toThrow(/start must be a number, got null/);
  });
});
