// Fault injection: mixed calls with deaths, refusals and cancellations. None stays unsettled, none gets another's answer.

import fc from "fast-check";
import { expect, it, vi } from "vitest";
import { Pool, SerializationError, TimeoutError, WorkerExitError } from "../../src/index.ts";

const harmless = ["answer", "later", "throw", "bad result", "bad argument", "abort"] as const;
/** Each costs a worker. */
const deadly = ["exit", "late", "timeout"] as const;
type Kind = (typeof harmless | typeof deadly)[number];

const work = (kind: Kind, tag: number, _extra?: unknown): unknown => {
  switch (kind) {
    case "later":
      return Promise.resolve({ tag });
    case "throw":
      throw new RangeError(`tag ${tag}`);
    case "exit":
      return process.exit(tag % 3);
    case "late":
      process.nextTick(() => {
        throw new Error("late");
      });
      return { tag };
    case "bad result":
      return { tag, bad: new WeakMap() };
    case "timeout":
      return new Promise(() => {});
    default:
      return { tag };
  }
};

const check = (kind: Kind, tag: number, outcome: PromiseSettledResult<unknown>): void => {
  const reason = outcome.status === "rejected" ? outcome.reason : undefined;
  // A death that nothing announced, "late", takes the calls along that its worker had begun.
  if (reason instanceof WorkerExitError && kind !== "bad argument") return;
  switch (kind) {
    case "throw":
      expect(reason).toBeInstanceOf(RangeError);
      expect(reason.message).toBe(`tag ${tag}`);
      return;
    case "exit":
      expect.unreachable("a call that ended its worker was answered");
      return;
    case "bad result":
    case "bad argument":
      expect(reason).toBeInstanceOf(SerializationError);
      return;
    case "timeout":
      expect(reason).toBeInstanceOf(TimeoutError);
      return;
    case "abort":
      expect(reason).toBe(`reason ${tag}`);
      return;
    default:
      expect(outcome).toEqual({ status: "fulfilled", value: { tag } });
  }
};

it("every one of many mixed calls settles with its own outcome, whatever happens to the others", async () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const kind = fc.oneof(
    { weight: 60, arbitrary: fc.constantFrom<Kind>(...harmless) },
    { weight: 1, arbitrary: fc.constantFrom<Kind>(...deadly) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(kind, { minLength: 300, maxLength: 300 }), async (calls) => {
      await using pool = new Pool(2);
      const results = calls.map((kind, tag) => {
        if (kind === "bad argument") return pool.apply(work, [kind, tag, new WeakMap()]);
        if (kind === "timeout") return pool.apply(work, [kind, tag], { timeout: 1 });
        if (kind !== "abort") return pool.apply(work, [kind, tag]);
        const controller = new AbortController();
        const pending = pool.apply(work, [kind, tag], { signal: controller.signal });
        controller.abort(`reason ${tag}`);
        return pending;
      });
      const outcomes = await Promise.allSettled(results);
      outcomes.forEach((outcome, tag) => {
        check(calls[tag]!, tag, outcome);
      });
      expect(pool.stats().queued).toBe(0);
    }),
    { numRuns: 5, endOnFailure: true },
  );
  warn.mockRestore();
});
