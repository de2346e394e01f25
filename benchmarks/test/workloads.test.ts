// The tables themselves: every implementation is right on the smallest case, and every check notices a wrong answer.

import { describe, expect, test } from "vitest";
import { measure } from "../src/harness/rounds.ts";
import type { AnyCase } from "../src/harness/workload.ts";
import { workloads } from "../src/workloads/index.ts";

const once = { rounds: 1, leastRounds: 1, budget: 0, slice: 0, samples: 1 };
const all = [...workloads.values()];
const smallest = (name: string): AnyCase => workloads.get(name)!.cases({ quick: true })[0]!;

/** The baseline's answer, which `measure` has found right above. */
const answer = async (of: AnyCase) => {
  const input = of.input();
  const output = await (await of.implementations[0]!.prepare(input)).run();
  return { input, output };
};

describe("the workloads", () => {
  // The deadline is for a machine that does much else besides: correlations by definition are long.
  test.each(all)("$name: every implementation gives the right answer", { timeout: 180_000 }, async ({ cases }) => {
    const [first] = cases({ quick: true });
    const measured = await measure(first!, once);
    expect(measured.map(({ name }) => name)).toEqual(first!.implementations.map(({ name }) => name));
  });

  test.each(all)("$name: names are unique within a case, and the first is sequential", ({ cases }) => {
    for (const { implementations } of cases({ quick: false })) {
      expect(new Set(implementations.map(({ name }) => name)).size).toBe(implementations.length);
      expect(implementations[0]).toMatchObject({ name: "sequential", threads: 1 });
    }
  });

  test.each(all)("$name: the input is the same at every run", ({ cases }) => {
    const [first] = cases({ quick: true });
    expect(first!.input()).toEqual(first!.input());
  });

  test.each(all)("$name: sizes grow, and a quick run measures a part of a full one's range", ({ cases }) => {
    const full = cases({ quick: false }).map(({ size }) => size);
    expect(full).toEqual(full.toSorted((a, b) => a - b));
    for (const { size } of cases({ quick: true })) expect(full).toContain(size);
  });
});

describe("the checks", () => {
  test("of sums notices a number too much", async () => {
    const { input, output } = await answer(smallest("sums"));
    expect(() => smallest("sums").check(output, input)).not.toThrow();
    expect(() => smallest("sums").check(output + 1, input)).toThrow(`got ${output + 1}`);
  });

  test("of determinants notices a wrong one, a missing one, and NaN", async () => {
    const of = smallest("determinants");
    const { input, output } = await answer(of);
    for (const wrong of [output.with(57, output[57] + 1), output.slice(1), output.with(0, Number.NaN)]) {
      expect(() => of.check(wrong, input)).toThrow();
    }
  });

  test("of autocorrelation notices any wrong element, even at a lag that it does not compute", async () => {
    const of = smallest("autocorrelation");
    const { input, output } = await answer(of);
    output[1].set(3, 7, output[1].get(3, 7) + 1);
    expect(() => of.check(output, input)).toThrow("the sum of all lags of 1");
  });

  test("of fft2 notices the conjugate, and a wrong element at any frequency", async () => {
    const of = smallest("fft2");
    const { input, output } = await answer(of);
    output[0].re.set(20, 30, output[0].re.get(20, 30) + 10);
    expect(() => of.check(output, input)).toThrow("the energy of 0");
    const { output: conjugate } = await answer(of);
    for (let i = 0; i < 100; i++) {
      for (let j = 0; j < 100; j++) conjugate[1].im.set(i, j, -conjugate[1].im.get(i, j));
    }
    expect(() => of.check(conjugate, input)).toThrow("of 1 is off by");
  });
});
