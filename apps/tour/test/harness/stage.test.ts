import { expect, it } from "vitest";
import { sameNumber } from "../../src/harness/compare.ts";
import { Page } from "../../src/harness/page.ts";
import { Stage } from "../../src/harness/stage.ts";
import { recorder } from "../recorder.ts";

const setUp = () => {
  const sheet = recorder(80);
  return { sheet, stage: new Stage(new Page(sheet), 2) };
};

it("an answer that passes its check counts as right, and is returned", async () => {
  const { sheet, stage } = setUp();
  const result = await stage.measure({
    label: "sum",
    run: async () => 3,
    show: String,
    check: (sum) => sameNumber(sum, 3),
  });
  expect(result).toBe(3);
  expect([stage.right, stage.wrong]).toEqual([1, []]);
  expect(sheet.text()).toMatch(/^ {2}✓ sum +3 /);
});

it("an answer that fails its check is shown with the reason, and not returned", async () => {
  const { sheet, stage } = setUp();
  const result = await stage.measure({ label: "sum", run: () => 4, show: String, check: (sum) => sameNumber(sum, 3) });
  expect(result).toBeUndefined();
  expect([stage.right, stage.wrong]).toEqual([0, ["sum"]]);
  expect(sheet.text()).toMatch(/^ {2}✗ sum +4 /);
  expect(sheet.text()).toContain("expected 3, got 4");
});

it("a program that throws is wrong, and its error and the cause are shown", async () => {
  const { sheet, stage } = setUp();
  const run = (): number => {
    throw new RangeError("too far", { cause: new Error("the map was upside down") });
  };
  expect(await stage.measure({ label: "walk", run, show: String })).toBeUndefined();
  expect(stage.wrong).toEqual(["walk"]);
  expect(sheet.text()).toContain("RangeError: too far");
  expect(sheet.text()).toContain("caused by Error: the map was upside down");
});

it("a run without a check counts as neither, and later rows are compared with the reference", async () => {
  const { sheet, stage } = setUp();
  await stage.measure({ label: "sequential", run: () => 1, show: String, reference: true });
  await stage.measure({ label: "parallel", run: () => 1, show: String, check: () => undefined });
  expect([stage.right, stage.wrong]).toEqual([1, []]);
  const [first, second] = sheet.lines();
  expect(first).not.toContain("×");
  expect(second).toMatch(/\d×$/);
});
