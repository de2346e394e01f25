// How many processors there are, by what containers write down.

import { availableParallelism } from "node:os";
import { describe, expect, it } from "vitest";
import { cpuCount } from "../../src/index.ts";
import { foldersUpwards, parseCpuMax } from "../../src/platform/node-cpus.ts";

describe("cpuCount", () => {
  it("is a whole number of at least 1, and not more than the affinity allows", () => {
    expect(Number.isInteger(cpuCount())).toBe(true);
    expect(cpuCount()).toBeGreaterThanOrEqual(1);
    expect(cpuCount()).toBeLessThanOrEqual(availableParallelism());
  });

  it("reads a quota as processors", () => {
    expect(parseCpuMax("150000 100000")).toBe(1.5);
    expect(parseCpuMax("max 100000")).toBe(Number.POSITIVE_INFINITY);
    expect(parseCpuMax("-1 100000")).toBe(Number.POSITIVE_INFINITY); // cgroup v1
    expect(parseCpuMax("")).toBe(Number.POSITIVE_INFINITY);
  });

  it("looks at a group and at all above it", () => {
    expect(foldersUpwards("/a/b")).toEqual(["/a/b", "/a", "/"]);
    expect(foldersUpwards("/")).toEqual(["/"]);
  });
});
