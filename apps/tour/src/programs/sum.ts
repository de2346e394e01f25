// One sum, by every method of Pool: the numbers are dealt into one part for each worker, and the partial sums added.

import { iterativeSum, split } from "@mp/kernels";
import { Pool } from "@mp/pool";
import { RawArray } from "@mp/shared";

const add = (sums: number[]): number => sums.reduce((total, sum) => total + sum, 0);

export const apply = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  const sums: number[] = [];
  // Each call is awaited before the next is made, so only one worker has anything to do.
  for (const part of split(numbers, workers)) sums.push(await pool.apply(iterativeSum, [part]));
  return add(sums);
};

export const applyAsync = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  const pending = split(numbers, workers).map((part) => pool.applyAsync(iterativeSum, [part]));
  // Whatever stands here runs while the workers add.
  return add(await Promise.all(pending.map((result) => result.get())));
};

export const map = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  return add(await pool.map(iterativeSum, split(numbers, workers)));
};

export const mapAsync = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  const result = pool.mapAsync(iterativeSum, split(numbers, workers));
  // Whatever stands here runs while the workers add.
  return add(await result.get());
};

export const imap = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  let total = 0;
  // Lazy: a result is here as soon as it and those before it are ready.
  for await (const sum of pool.imap(iterativeSum, split(numbers, workers))) total += sum;
  return total;
};

export const imapUnordered = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  let total = 0;
  // The first to be ready comes first. A sum does not mind.
  for await (const sum of pool.imapUnordered(iterativeSum, split(numbers, workers))) total += sum;
  return total;
};

export const starmap = async (numbers: Float64Array, workers: number): Promise<number> => {
  await using pool = new Pool(workers);
  const shared = RawArray("float64", numbers);
  const sumBetween = (start: number, stop: number) => iterativeSum(shared.subarray(start, stop));
  // One tuple a call: its elements are the arguments.
  const length = Math.ceil(numbers.length / workers);
  const bounds = Array.from({ length: workers }, (_, worker): [number, number] => [
    worker * length,
    (worker + 1) * length,
  ]);
  return add(await pool.starmap(sumBetween, bounds));
};
