import { expect, it } from "vitest";
import { completeOptions } from "../src/options.ts";

it("fills in the documented defaults", () => {
  expect(completeOptions("njit", {})).toEqual({ parallel: false, boundscheck: true, fastmath: false, races: "error" });
  expect(completeOptions("njit", { parallel: true, boundscheck: undefined })).toMatchObject({
    parallel: true,
    boundscheck: true,
  });
});

it("refuses an option that does not exist, naming those that do", () => {
  expect(() => completeOptions("njit", { paralel: true } as object)).toThrow(
    new TypeError("njit: unknown option paralel; there are parallel, boundscheck, fastmath, races"),
  );
  expect(() => completeOptions("njit", { toString: true } as object)).toThrow(TypeError);
});

it("refuses a value of the wrong kind", () => {
  expect(() => completeOptions("jit", { parallel: "yes" } as object)).toThrow(
    new TypeError("jit: option parallel must be a boolean, got string"),
  );
  expect(() => completeOptions("jit", { races: "ignore" } as object)).toThrow(/"error" or "allow", got "ignore"/);
});
