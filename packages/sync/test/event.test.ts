import { expect, test } from "vitest";
import { Event, portable } from "../src/index.ts";
import { start } from "./fixtures/start.ts";

const address = (event: Event) => event[portable]().state as number;

test("an event is clear, then set, then clear", () => {
  const event = new Event();
  expect(event.isSet()).toBe(false);
  expect(event.wait(0)).toBe(false);
  event.clear();
  expect(event.isSet()).toBe(false);
  event.set();
  event.set();
  expect(event.isSet()).toBe(true);
  expect(event.wait()).toBe(true);
  event.clear();
  expect(event.wait(5)).toBe(false);
});

test("set wakes every waiter, in this thread and in others", async () => {
  const event = new Event();
  const threads = [1, 2].map(() => start({ part: "await", event: address(event) }));
  for (const thread of threads) expect(await thread.next()).toBe("waiting");
  const here = [event.waitAsync(), event.waitAsync({ timeout: 30_000 })];
  event.set();
  expect(await Promise.all(here)).toEqual([true, true]);
  for (const thread of threads) expect(await thread.next()).toBe(true);
  await Promise.all(threads.map((thread) => thread.terminate()));
});

test("a clear right after a set does not undo it for those who wait", async () => {
  const event = new Event();
  const waiting = event.waitAsync();
  event.set();
  event.clear();
  expect(await waiting).toBe(true);
  expect(event.isSet()).toBe(false);
});

test("waiting ends when the time is over or the signal aborts", async () => {
  const event = new Event();
  expect(await event.waitAsync({ timeout: 5 })).toBe(false);
  const controller = new AbortController();
  const waiting = event.waitAsync({ signal: controller.signal });
  controller.abort("enough");
  await expect(waiting).rejects.toBe("enough");
});
