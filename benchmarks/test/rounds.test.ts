// The measuring loop: correctness first, then turns.

import { describe, expect, test } from "vitest";
import { type Effort, measure, WrongAnswerError } from "../src/harness/rounds.ts";
import { addOne, logging } from "./fakes.ts";

// A slice of 0 ms: no warm-up and one sample a round, so that the log is the same on every machine.
const shortest: Effort = { rounds: 4, leastRounds: 4, budget: 0, slice: 0, samples: 5 };

/** The timed calls of the log: without the checks, one of each name before and one after. */
const timed = (log: string[], names: string[]) => {
  const calls = log.filter((entry) => names.includes(entry));
  return calls.slice(names.length, calls.length - names.length);
};

describe("measure", () => {
  test("interleaves the implementations, and every round starts with another one", async () => {
    const log: string[] = [];
    await measure(addOne(["a", "b", "c"].map((name) => logging(log, name))), shortest);
    expect(timed(log, ["a", "b", "c"]).join("")).toBe("abc" + "bca" + "cab" + "abc");
  });

  test("checks every answer before anything is timed", async () => {
    const log: string[] = [];
    const wrong = logging(log, "wrong", { answer: (x) => x + 2 });
    const measuring = measure(addOne([logging(log, "right"), wrong]), shortest);
    await expect(measuring).rejects.toThrow(WrongAnswerError);
    await expect(measuring).rejects.toThrow("1 number, wrong: expected 42, got 43");
    expect(log.filter((entry) => entry === "right")).toHaveLength(1);
  });

  test("notices an answer that goes wrong while it is timed", async () => {
    let calls = 0;
    const spoiling = logging([], "spoils", { answer: (x) => (calls++ < 3 ? x + 1 : 0) });
    await expect(measure(addOne([spoiling]), shortest)).rejects.toThrow(WrongAnswerError);
  });

  test("an implementation that throws is a wrong answer, with its error as the cause", async () => {
    const cause = new Error("no threads");
    const failing = logging([], "fails", {
      answer: () => {
        throw cause;
      },
    });
    await expect(measure(addOne([failing]), shortest)).rejects.toMatchObject({ name: "WrongAnswerError", cause });
  });

  test("closes what it prepared, also after a wrong answer", async () => {
    const log: string[] = [];
    const wrong = logging(log, "wrong", { answer: () => 0 });
    await expect(measure(addOne([logging(log, "right"), wrong]), shortest)).rejects.toThrow();
    expect(log.filter((entry) => entry.startsWith("close"))).toEqual(["close right", "close wrong"]);
  });

  test("awaits asynchronous implementations inside the timed call", async () => {
    let pending = 0;
    let most = 0;
    const slow = {
      name: "slow",
      threads: 2,
      prepare: () => ({
        run: async () => {
          most = Math.max(most, ++pending);
          await new Promise((resolve) => setImmediate(resolve));
          pending--;
          return 42;
        },
      }),
    };
    const [measured] = await measure(addOne([slow]), { ...shortest, slice: 1 });
    expect(most).toBe(1);
    expect(measured).toMatchObject({ name: "slow", threads: 2 });
  });

  test("gives one list of samples a round, never more samples than allowed, all above zero", async () => {
    const effort = { ...shortest, rounds: 3, leastRounds: 3, slice: 5, samples: 4 };
    const work = logging([], "a", { answer: (x) => [...Array(1000).keys()].reduce((sum) => sum, x + 1) });
    const [measured] = await measure(addOne([work]), effort);
    expect(measured!.rounds).toHaveLength(3);
    for (const round of measured!.rounds) {
      expect(round.length).toBeGreaterThanOrEqual(1);
      expect(round.length).toBeLessThanOrEqual(4);
      for (const sample of round) expect(sample).toBeGreaterThan(0);
    }
  });

  test("does the fewest rounds, complete ones, where the budget is spent", async () => {
    const effort = { ...shortest, rounds: 9, leastRounds: 2, budget: -1 };
    const measured = await measure(addOne([logging([], "a"), logging([], "b")]), effort);
    expect(measured.map(({ rounds }) => rounds.length)).toEqual([2, 2]);
  });

  test("tells after every round", async () => {
    let told = 0;
    await measure(addOne([logging([], "a")]), shortest, () => told++);
    expect(told).toBe(4);
  });
});
