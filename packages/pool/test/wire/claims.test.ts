// The words that say which tasks of a batch have been begun.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { begun, createClaims, open, take, takeBack, untaken } from "../../src/wire/claims.ts";

describe("claims", () => {
  it("give each task out once, from the front to the worker and from the back to the parent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.array(fc.integer({ min: 0, max: 9 })), (count, steps) => {
        const claims = createClaims();
        open(claims, 1, count);
        const given: number[] = [];
        let taken = 0;
        for (const most of steps) {
          if (most === 0) {
            const index = take(claims, 1);
            if (index >= 0) {
              given.push(index);
              taken += 1;
            }
          } else {
            const [from, to] = takeBack(claims, 1, most);
            for (let index = from; index < to; index += 1) given.push(index);
          }
          expect(begun(claims, 1)).toBe(taken);
          expect(untaken(claims, 1)).toBe(count - given.length);
        }
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });

  it("hold a batch of 65,535 tasks", () => {
    const claims = createClaims();
    open(claims, 0, 0xffff);
    expect(untaken(claims, 0)).toBe(0xffff);
    expect(take(claims, 0)).toBe(0);
    expect(takeBack(claims, 0, 1)).toEqual([0xfffe, 0xffff]);
  });

  it("keep the slots apart", () => {
    const claims = createClaims();
    open(claims, 0, 1);
    open(claims, 3, 2);
    expect(take(claims, 0)).toBe(0);
    expect(take(claims, 0)).toBe(-1);
    expect(untaken(claims, 3)).toBe(2);
  });
});
