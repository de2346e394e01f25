import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";
import { expect, it } from "vitest";
import { sumInWorker } from "./fixtures/in-worker.ts";

it("a parallel loop inside a pool's worker runs serially", async () => {
  const pool = new Pool(2);
  try {
    const results = await pool.map(sumInWorker, [RawArray("float64", [1, 2, 3]), Float64Array.of(4, 5)]);
    expect(results.map(({ sums }) => sums)).toEqual([
      [6, 6],
      [9, 9],
    ]);
    for (const { threads, refusal } of results) {
      expect(threads).toBe(1);
      expect(refusal).toBe("RangeError: setNumThreads: the number of threads must be an integer from 1 to 1, got 2");
    }
  } finally {
    await pool.terminate();
  }
});
