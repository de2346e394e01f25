import fc from "fast-check";
import { expect, test } from "vitest";
import { bind } from "../../src/inspect/bind.ts";
import { captureVariables, freeVariables, functionSource } from "../../src/inspect/index.ts";
import { helper } from "../portable/support/lib.ts";

const scale = 3;

test("variables of every scope around a function are found, the inner ones first", () => {
  const outer = { deep: true };
  const make = (param: number) => {
    const local = [param];
    {
      const scale = "shadowed";
      return () => [outer, param, local, scale];
    }
  };
  const { values, missing } = captureVariables(make(5), ["outer", "param", "local", "scale", "Math"]);
  expect(values.get("outer")).toBe(outer);
  expect(values.get("param")).toBe(5);
  expect(values.get("local")).toEqual([5]);
  expect(values.get("scale")).toBe("shadowed");
  expect(missing).toEqual(["Math"]);
});

test("what is captured is the thing itself, not a description of it", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      const captured = captureVariables(() => value, ["value"]).values.get("value");
      return Object.is(captured, value);
    }),
    { numRuns: 50 },
  );
});

test("an imported function is found under whatever name the test runner gave its module", () => {
  const fn = (x: number) => helper(x) * scale;
  const { values } = captureVariables(fn, freeVariables(functionSource(fn)));
  const found = [...values.values()].some(
    (value) => value === helper || (value as { helper?: unknown }).helper === helper,
  );
  expect(found).toBe(true);
});

test("the site is where the function begins in its file", () => {
  const fn = () => scale;
  const { site } = captureVariables(fn, []);
  expect(site.url).toMatch(/capture-variables\.test\.ts$/);
  expect(site.source).toBe(functionSource(fn));
  expect(site.line).toBeGreaterThan(1);
});

test("variables given by hand come before those that are found", () => {
  const other = 1;
  const { values, missing } = captureVariables(
    bind(() => scale + other, { scale: 100 }),
    ["scale", "other", "none"],
  );
  expect([values.get("scale"), values.get("other"), missing]).toEqual([100, 1, ["none"]]);
});

test("a variable that is not initialised yet is an error with its name", () => {
  const fn = () => later;
  expect(() => captureVariables(fn, ["later"])).toThrow(
    expect.objectContaining({ name: "CaptureError", variable: "later", kind: "uninitialised variable" }),
  );
  const later = 1;
  expect(captureVariables(fn, ["later"]).values.get("later")).toBe(later);
});

test("native functions have no text", () => {
  expect(() => functionSource(Math.sqrt)).toThrow(/sqrt is native code/);
});
