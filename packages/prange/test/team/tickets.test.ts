import { describe, expect, it } from "vitest";
import { CHUNKS, COMPLETED, type Control, createControl, openControl } from "../../src/team/control.ts";
import { claim, complete, giveUp, hasTickets, openTickets } from "../../src/team/tickets.ts";

function open(chunks: number, threads: number): Control {
  const control = openControl(createControl(4), 4);
  control.words[CHUNKS] = chunks;
  openTickets(control, chunks, threads);
  return control;
}

describe("tickets", () => {
  it("are handed out in ascending order, each once", () => {
    const control = open(3, 2);
    expect([claim(control, 0), claim(control, 1), claim(control, 0), claim(control, 1)]).toEqual([0, 1, 2, -1]);
  });

  it("are refused to a thread beyond the number allowed", () => {
    const control = open(3, 2);
    expect(hasTickets(control, 2)).toBe(false);
    expect(claim(control, 2)).toBe(-1);
    expect(claim(control, 1)).toBe(0);
  });

  it("can be counted up to four million, for a thousand threads", () => {
    const control = open(2 ** 22 - 1, 1_023);
    expect(hasTickets(control, 1_022)).toBe(true);
    expect(claim(control, 0)).toBe(0);
    expect(claim(control, 0)).toBe(1);
  });

  it("count as completed when they are given up, so that the region ends", () => {
    const control = open(5, 2);
    claim(control, 0);
    giveUp(control);
    expect(control.words[COMPLETED]).toBe(4);
    complete(control, 1);
    expect(control.words[COMPLETED]).toBe(5);
    giveUp(control);
    expect(control.words[COMPLETED]).toBe(5);
  });
});
