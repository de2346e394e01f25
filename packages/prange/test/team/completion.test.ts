import { expect, it } from "vitest";
import { awaitCompletion, isQuiet } from "../../src/team/completion.ts";
import {
  CHUNKS,
  type Control,
  createControl,
  DEAD,
  HOLDING,
  openControl,
  PERHAPS,
  READY,
  STATE,
  slotOf,
} from "../../src/team/control.ts";
import { claim, complete, openTickets } from "../../src/team/tickets.ts";

// Helpers 1 and 2 are played by the test, so that they die exactly where it matters.
function regionWith(chunks: number): Control {
  const control = openControl(createControl(3), 3);
  for (const thread of [1, 2]) control.words[slotOf(thread) + STATE] = READY;
  control.words[CHUNKS] = chunks;
  openTickets(control, chunks, 3);
  return control;
}

function take(control: Control, thread: number): void {
  Atomics.store(control.words, slotOf(thread) + HOLDING, PERHAPS);
  claim(control, thread);
}

function crew(control: Control, refresh: () => void) {
  return { control, summon() {}, refresh };
}

it("a helper that dies with a chunk is found, while the caller blocks", () => {
  const control = regionWith(1);
  take(control, 2);
  const dies = crew(control, () => Atomics.store(control.words, slotOf(2) + STATE, DEAD));
  expect(awaitCompletion(dies, 1, 3)).toBe(2);
});

it("a helper that dies without a chunk costs nothing while another finishes its own", () => {
  const control = regionWith(1);
  take(control, 1);
  let looks = 0;
  const finishesLater = crew(control, () => {
    Atomics.store(control.words, slotOf(2) + STATE, DEAD);
    if (++looks === 3) complete(control, 1);
  });
  expect(awaitCompletion(finishesLater, 1, 3)).toBe(0);
  expect(looks).toBe(3);
});

it("no new region opens while a helper still runs a chunk of an abandoned one", () => {
  const control = regionWith(4);
  take(control, 1);
  expect(isQuiet(control, 3)).toBe(false);
  expect(claim(control, 2)).toBe(-1);
  complete(control, 1);
  expect(isQuiet(control, 3)).toBe(true);
});
