// The queue of tasks, against an array.

import fc from "fast-check";
import { expect, it } from "vitest";
import { Deque } from "../../src/pool/deque.ts";

it("a deque behaves as an array does", () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("push" as const), items: fc.array(fc.nat(), { maxLength: 2000 }) }),
    fc.record({ kind: fc.constant("shift" as const), count: fc.nat(3000) }),
    fc.record({ kind: fc.constant("unshift" as const), items: fc.array(fc.nat(), { maxLength: 20 }) }),
    fc.record({ kind: fc.constant("drain" as const) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const deque = new Deque<number>();
      let model: number[] = [];
      for (const action of steps) {
        switch (action.kind) {
          case "push":
            for (const item of action.items) deque.push(item);
            model.push(...action.items);
            break;
          case "shift":
            for (let count = 0; count < action.count; count += 1) expect(deque.shift()).toBe(model.shift());
            break;
          case "unshift":
            deque.unshift(action.items);
            model.unshift(...action.items);
            break;
          case "drain":
            expect(deque.drain()).toEqual(model);
            model = [];
            break;
        }
        expect(deque.length).toBe(model.length);
        expect(deque.peek()).toBe(model[0]);
      }
    }),
    { numRuns: 50 },
  );
});
