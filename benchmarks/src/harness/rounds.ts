// Times the implementations of one case in interleaved rounds, after every answer was found right.

import { Bench } from "tinybench";
import type { AnyCase, Prepared } from "./workload.ts";

/** How long to measure. */
export interface Effort {
  /** Most rounds of a case; in each, every implementation runs once or more. */
  readonly rounds: number;
  /** Fewest rounds, however slow the case. */
  readonly leastRounds: number;
  /** Milliseconds after which a case gets no more rounds than `leastRounds`. */
  readonly budget: number;
  /** Milliseconds that one implementation may take of a round; slower calls run once all the same. */
  readonly slice: number;
  /** Most samples of one implementation in one round, so that a fast call does not fill the file. */
  readonly samples: number;
}

/** What was measured of one implementation. */
export interface Measured {
  readonly name: string;
  readonly threads: number;
  /** Milliseconds of every call, one list a round. */
  readonly rounds: readonly (readonly number[])[];
}

/** An answer was wrong, so nothing was timed. */
export class WrongAnswerError extends Error {
  override readonly name = "WrongAnswerError";
}

interface Contestant {
  readonly name: string;
  readonly threads: number;
  readonly prepared: Prepared<unknown>;
  isAsync: boolean;
  iterations: number;
  readonly rounds: number[][];
}

const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";

/** Calls once, checks the answer, and learns whether the call is asynchronous and how many milliseconds it takes. */
const verify = async (
  of: AnyCase,
  input: unknown,
  { name, prepared }: Pick<Contestant, "name" | "prepared">,
): Promise<{ isAsync: boolean; time: number }> => {
  try {
    const start = performance.now();
    const output = prepared.run();
    const isAsync = isPromise(output);
    const answer = isAsync ? await output : output;
    const time = performance.now() - start;
    of.check(answer, input);
    return { isAsync, time };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new WrongAnswerError(`${of.name}, ${name}: ${reason}; nothing was timed`, { cause });
  }
};

/**
 * Warm-up: calls for one slice of time, which is enough for the engine's optimiser; none where a single call has already
 * taken that long. Returns the median call in milliseconds.
 */
const warmUp = async ({ prepared, isAsync }: Contestant, first: number, slice: number): Promise<number> => {
  if (first >= slice) return first;
  const times: number[] = [];
  const end = performance.now() + slice;
  do {
    const start = performance.now();
    if (isAsync) await prepared.run();
    else prepared.run();
    times.push(performance.now() - start);
  } while (performance.now() < end && times.length < 1000);
  return times.sort((a, b) => a - b)[times.length >> 1]!;
};

/** One implementation's share of one round, timed by tinybench. */
const timeOnce = async ({ name, prepared, isAsync, iterations }: Contestant): Promise<number[]> => {
  // time: 0 makes `iterations` the exact number of calls; `async` spares tinybench's probing call.
  const bench = new Bench({ time: 0, iterations, warmup: false, retainSamples: true, throws: true });
  bench.add(name, isAsync ? async () => void (await prepared.run()) : () => void prepared.run(), { async: isAsync });
  const [task] = await bench.run();
  const result = task!.result;
  if (!("latency" in result) || result.latency.samples === undefined) {
    throw new Error(`rounds: tinybench kept no samples of ${name} (state ${result.state})`);
  }
  // tinybench sorts its samples; their order inside a round carries no meaning here.
  return [...result.latency.samples];
};

/**
 * Measures every implementation of a case.
 *
 * Each is prepared, called once and its answer checked; only if all are right does timing start. Then they take turns:
 * every round times all of them, each round starting with another one, so that a slow second of the machine, and
 * whatever garbage a neighbour left, falls on all alike.
 *
 * @param onRound told after each round, for a progress bar
 * @throws WrongAnswerError if an implementation gives a wrong answer or throws.
 */
export const measure = async (of: AnyCase, effort: Effort, onRound: () => void = () => {}): Promise<Measured[]> => {
  const input = of.input();
  const contestants: Contestant[] = [];
  try {
    const firsts: number[] = [];
    for (const { name, threads, prepare } of of.implementations) {
      const prepared = await prepare(input);
      const contestant: Contestant = { name, threads, prepared, isAsync: false, iterations: 1, rounds: [] };
      contestants.push(contestant);
      const { isAsync, time } = await verify(of, input, contestant);
      contestant.isAsync = isAsync;
      firsts.push(time);
    }
    for (const [index, contestant] of contestants.entries()) {
      const once = await warmUp(contestant, firsts[index]!, effort.slice);
      contestant.iterations = Math.max(1, Math.min(effort.samples, Math.floor(effort.slice / Math.max(once, 1e-3))));
    }
    const end = performance.now() + effort.budget;
    for (let round = 0; round < effort.rounds; round++) {
      if (round >= effort.leastRounds && performance.now() > end) break;
      for (let turn = 0; turn < contestants.length; turn++) {
        const contestant = contestants[(round + turn) % contestants.length]!;
        contestant.rounds.push(await timeOnce(contestant));
      }
      onRound();
    }
    // The answers may not have been spoiled on the way (a shared result overwritten, an input changed in place).
    for (const contestant of contestants) await verify(of, input, contestant);
  } finally {
    for (const { prepared } of contestants) await prepared.close?.();
  }
  return contestants.map(({ name, threads, rounds }) => ({ name, threads, rounds }));
};
