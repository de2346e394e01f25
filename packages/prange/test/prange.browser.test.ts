import { bind } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { WouldBlockError } from "@mp/sync";
import { describe, expect, it } from "vitest";
import { getNumThreads, njit, prange } from "../src/index.ts";

// There is no inspector in a page, so a function's free names are given.
const squares = bind(
  (out: Float64Array) => {
    for (const i of prange(out.length)) out[i] = i * i;
  },
  { prange },
);

describe("in a page", () => {
  it("compiled functions run, on this thread and without blocking it", async () => {
    const out = RawArray("float64", 1_000);
    njit(squares)(out);
    expect(out[999]).toBe(998_001);
    out.fill(0);
    await njit(squares, { parallel: true }).async(out);
    expect(out[999]).toBe(998_001);
  });

  it("a parallel call that would block says to use .async", () => {
    expect(getNumThreads()).toBeGreaterThan(1);
    const error = (() => {
      try {
        njit(squares, { parallel: true })(RawArray("float64", 1_000));
        return undefined;
      } catch (caught) {
        return caught;
      }
    })();
    expect(error).toBeInstanceOf(WouldBlockError);
    expect(String(error)).toContain(".async(...)");
  });
});
