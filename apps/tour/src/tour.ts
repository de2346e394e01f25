// Visits stops of the tour and sums up: what was right, what was wrong, and how long it took.

import { BadInputError } from "./harness/bad-input.ts";
import { formatDuration } from "./harness/duration.ts";
import type { Page } from "./harness/page.ts";
import { describe, Stage } from "./harness/stage.ts";
import type { Stop } from "./stops/index.ts";

export interface Tour {
  right: number;
  /** `program: row` of every wrong answer. */
  wrong: string[];
}

/** Visits the stops one after the other. A stop that throws counts as a wrong answer, and the tour goes on. */
export const visitAll = async (
  stops: readonly Stop[],
  page: Page,
  workers: number,
  images: readonly string[] = [],
): Promise<Tour> => {
  const start = performance.now();
  const tour: Tour = { right: 0, wrong: [] };
  page.line(`${page.style("bold", "mp")}  ${plural(workers, "worker")} · Node ${process.versions.node}`);
  for (const stop of stops) {
    page.heading(stop.name, stop.title, `HOWTO ${stop.chapter}`);
    const stage = new Stage(page, workers);
    try {
      const { visit } = await stop.load();
      await visit(stage, images);
    } catch (error) {
      if (error instanceof BadInputError) throw error;
      page.complaint(describe(error));
      stage.wrong.push("the program");
    }
    tour.right += stage.right;
    tour.wrong.push(...stage.wrong.map((label) => `${stop.name}: ${label}`));
  }
  writeSummary(page, stops.length, tour, performance.now() - start);
  return tour;
};

const writeSummary = (page: Page, programs: number, { right, wrong }: Tour, time: number): void => {
  page.line();
  const all = `${plural(programs, "program")}, ${plural(right + wrong.length, "answer")} checked`;
  if (wrong.length === 0) {
    page.line(`${page.style("green", "✓")} ${all}, all right, ${formatDuration(time)}`);
    return;
  }
  page.line(`${page.style("red", "✗")} ${all}, ${wrong.length} wrong, ${formatDuration(time)}`);
  for (const label of wrong) page.line(`  ${page.style("red", label)}`);
};

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
