// Which worker gets which tasks, decided without any thread.

import { describe, expect, it } from "vitest";
import { Deque } from "../../src/pool/deque.ts";
import { anyUntaken, fill, pickWorker, steal, takeBackStale } from "../../src/pool/policy.ts";
import type { Task } from "../../src/pool/task.ts";
import { WorkerHandle } from "../../src/pool/worker-handle.ts";
import { take } from "../../src/wire/claims.ts";

const task = (milliseconds: number | undefined, solo = false): Task => ({
  fn: { id: 1, name: "f", description: {} as never, milliseconds, users: 1, outdated: false },
  mode: 0,
  size: 1,
  payload: () => undefined,
  sink: { done: () => {}, failed: () => {}, began: () => {} },
  site: {},
  transfer: undefined,
  solo,
  settled: false,
  worker: undefined,
});
const tasks = (count: number, milliseconds: number | undefined) =>
  Array.from({ length: count }, () => task(milliseconds));

const worker = (status: WorkerHandle["status"] = "ready"): WorkerHandle => {
  const handle = new WorkerHandle(1, "w", Number.POSITIVE_INFINITY);
  handle.status = status;
  return handle;
};
const queueOf = (list: Task[]): Deque<Task> => {
  const queue = new Deque<Task>();
  for (const item of list) queue.push(item);
  return queue;
};
const give = (handle: WorkerHandle, list: Task[], solo = false) => handle.openBatch(list, new Map(), solo);
const later = () => performance.now() + 1000;

describe("pickWorker", () => {
  it("prefers a free worker, then one that starts, then the one with the least work ahead", () => {
    const [free, starting, busy, busier] = [worker(), worker("starting"), worker(), worker()];
    give(busy, tasks(1, 1));
    give(busier, tasks(3, 1));
    const head = task(0.01);
    expect(pickWorker([busier, busy, starting, free], head)).toBe(free);
    expect(pickWorker([busier, busy, starting], head)).toBe(starting);
    expect(pickWorker([busier, busy], head)).toBe(busy);
  });

  it("sends nothing ahead that is long, unknown or alone, nor behind such", () => {
    const busy = worker();
    give(busy, tasks(1, 1));
    expect(pickWorker([busy], task(50))).toBeUndefined();
    expect(pickWorker([busy], task(undefined))).toBeUndefined();
    expect(pickWorker([busy], task(0.01, true))).toBeUndefined();
    const unknown = worker();
    give(unknown, tasks(1, undefined));
    expect(pickWorker([unknown], task(0.01))).toBeUndefined();
    const alone = worker();
    give(alone, tasks(1, 0.01), true);
    expect(pickWorker([alone], task(0.01))).toBeUndefined();
  });

  it("gives a call with limits only to a worker that is ready: its time runs from its start", () => {
    expect(pickWorker([worker("starting")], task(1, true))).toBeUndefined();
  });

  it("gives nothing to a worker that ends, or has had its tasks", () => {
    const spent = worker();
    spent.remaining = 0;
    expect(pickWorker([worker("stopping"), worker("condemned"), worker("dead"), spent], task(1))).toBeUndefined();
  });
});

describe("fill", () => {
  it("takes about two milliseconds of work", () => {
    const { length } = fill(queueOf(tasks(1000, 0.009)), worker(), 1);
    expect(length * 0.01).toBeCloseTo(2, 1);
    expect(fill(queueOf(tasks(1000, 0.9)), worker(), 1)).toHaveLength(2);
    expect(fill(queueOf(tasks(1000, 30)), worker(), 1)).toHaveLength(1);
    expect(fill(queueOf(tasks(1000, undefined)), worker(), 1)).toHaveLength(1);
  });

  it("leaves to other free workers their share", () => {
    expect(fill(queueOf(tasks(10, 0.01)), worker(), 2)).toHaveLength(5);
  });

  it("sends a solo task alone", () => {
    const alone = task(0.01, true);
    expect(fill(queueOf([alone, ...tasks(3, 0.01)]), worker(), 1)).toEqual([alone]);
    expect(fill(queueOf([...tasks(3, 0.01), alone]), worker(), 1)).toHaveLength(3);
  });

  it("passes over what was given up meanwhile", () => {
    const gone = { ...task(0.01), settled: true };
    expect(fill(queueOf([gone, ...tasks(2, 0.01)]), worker(), 1)).toHaveLength(2);
  });
});

describe("steal", () => {
  it("takes half of what a busy worker has not begun, the later half", () => {
    const [victim, thief] = [worker(), worker()];
    const list = tasks(10, 1);
    const batch = give(victim, [...list]);
    take(victim.claims, batch.slot);
    expect(steal([victim, thief], thief, later())).toEqual(list.slice(5));
    expect(victim.untaken(batch)).toBe(4);
  });

  it("leaves what was sent a moment ago, what is alone, and what the thief has itself", () => {
    const [victim, thief] = [worker(), worker()];
    give(victim, tasks(10, 1));
    expect(steal([victim, thief], thief, performance.now())).toEqual([]);
    expect(steal([victim], victim, later())).toEqual([]);
    const alone = worker();
    give(alone, tasks(1, 1), true);
    expect(steal([alone, thief], thief, later())).toEqual([]);
  });
});

describe("takeBackStale", () => {
  it("takes back all that waits behind a long task, in order", () => {
    const stuck = worker();
    const [first, second] = [tasks(3, 0.1), tasks(2, 0.1)];
    take(stuck.claims, give(stuck, [...first]).slot);
    give(stuck, [...second]);
    expect(anyUntaken([stuck])).toBe(true);
    expect(takeBackStale([stuck], later())).toEqual([...first.slice(1), ...second]);
    expect(anyUntaken([stuck])).toBe(false);
  });

  it("leaves a worker alone that is getting on, or is starting", () => {
    const [brisk, starting] = [worker(), worker("starting")];
    give(brisk, tasks(3, 0.1));
    give(starting, tasks(3, 0.1));
    expect(takeBackStale([brisk], performance.now())).toEqual([]);
    expect(takeBackStale([starting], later())).toEqual([]);
  });
});
