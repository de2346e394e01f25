import { expect, it } from "vitest";
import { BadInputError } from "../src/harness/bad-input.ts";
import { Page } from "../src/harness/page.ts";
import type { Stop, Visit } from "../src/stops/index.ts";
import { visitAll } from "../src/tour.ts";
import { recorder } from "./recorder.ts";

const stop = (name: string, visit: Visit["visit"]): Stop => ({
  name,
  title: name,
  chapter: "0",
  load: async () => ({ visit }),
});

const good = stop("good", async (stage) => {
  await stage.measure({ label: "one", run: () => 1, show: String, check: () => undefined });
});
const wrong = stop("wrong", async (stage) => {
  await stage.measure({ label: "two", run: () => 2, show: String, check: () => "expected 3, got 2" });
});
const broken = stop("broken", async () => {
  throw new Error("out of paper");
});

it("a tour with only right answers says so", async () => {
  const sheet = recorder(80);
  expect(await visitAll([good, good], new Page(sheet), 2)).toEqual({ right: 2, wrong: [] });
  expect(sheet.text()).toContain("✓ 2 programs, 2 answers checked, all right, ");
});

it("a wrong answer and a program that breaks are named at the end, and the tour goes on after them", async () => {
  const sheet = recorder(80);
  const tour = await visitAll([wrong, broken, good], new Page(sheet), 2);
  expect(tour).toEqual({ right: 1, wrong: ["wrong: two", "broken: the program"] });
  expect(sheet.text()).toContain("Error: out of paper");
  expect(sheet.text()).toContain("✗ 3 programs, 3 answers checked, 2 wrong, ");
  expect(sheet.lines().slice(-3)).toEqual(["  wrong: two", "  broken: the program", ""]);
});

it("what the user must mend ends the tour", async () => {
  const refusing = stop("refusing", async () => {
    throw new BadInputError("no such file");
  });
  await expect(visitAll([refusing, good], new Page(recorder()), 2)).rejects.toThrow(BadInputError);
});
