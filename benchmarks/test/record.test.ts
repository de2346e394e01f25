// The JSON file: its shape, its numbers, and what it must not contain.

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { homedir, hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Machine, Versions } from "../src/harness/machine.ts";
import { describeMachine, describeVersions } from "../src/harness/machine.ts";
import { recordCase, recordWorkload, writeRecord } from "../src/harness/record.ts";

const machine: Machine = { cpu: "Test", cores: 2, memory: 8, platform: "linux", arch: "x64" };
const versions: Versions = { node: "24.0.0", v8: "13", commit: null, packages: {} };
const workload = { name: "example", title: "Example", question: "Why?", axis: "things" };

const slow = { name: "slow", threads: 1, rounds: [[10, 12], [20], [10.123456789]] };
const fast = { name: "fast", threads: 2, rounds: [[5, 6], [10], [5]] };
const one = recordCase({ name: "one", size: 1 }, [slow, fast]);
const context = { machine, versions, quick: true, date: new Date(0) };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mp-bench-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a record", () => {
  test("keeps every sample, four digits each", () => {
    expect(one.implementations[0]!.rounds).toEqual([[10, 12], [20], [10.12]]);
  });

  test("has the first implementation as its baseline and says who won", () => {
    expect(one.implementations.map(({ name, verdict }) => [name, verdict])).toEqual([
      ["slow", "baseline"],
      ["fast", "faster"],
    ]);
    expect(one.implementations[0]!.speedup.median).toBe(1);
    expect(one.implementations[1]!.speedup.median).toBe(2);
  });

  test("records losses as plainly as wins", () => {
    const [, loser] = recordCase({ name: "one", size: 1 }, [fast, slow]).implementations;
    expect(loser).toMatchObject({ name: "slow", verdict: "slower", speedup: { median: 0.5 } });
  });

  test("needs at least one case and one implementation", () => {
    expect(() => recordCase({ name: "empty", size: 0 }, [])).toThrow("empty has no implementation");
    expect(() => recordWorkload(workload, [], context)).toThrow("example has no case");
  });

  test("is written as JSON that reads back the same", () => {
    const record = recordWorkload(workload, [one], context);
    const path = writeRecord(join(folder, "results"), record);
    expect(path.endsWith("example.json")).toBe(true);
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual(record);
    expect(record).toMatchObject({ format: 1, baseline: "slow", date: "1970-01-01T00:00:00.000Z", quick: true });
  });

  test("has a round a line, so that two runs can be compared with diff", () => {
    const path = writeRecord(folder, recordWorkload(workload, [one], context));
    expect(readFileSync(path, "utf8")).toMatch(/^\s*\[10, 12\],$/m);
  });
});

describe("the machine and the versions", () => {
  const text = JSON.stringify([describeMachine(), describeVersions()]);

  test("name the processor, its cores, Node and every package and peer", () => {
    expect(describeMachine()).toMatchObject({ cpu: expect.stringMatching(/\w/), cores: expect.any(Number) });
    expect(describeVersions()).toMatchObject({
      node: process.versions.node,
      packages: { "@mp/pool": expect.any(String), mathjs: expect.any(String) },
    });
  });

  test("give away no host name, home folder or path", () => {
    expect(text).not.toContain(hostname());
    expect(text).not.toContain(homedir());
    expect(text).not.toContain(process.cwd());
  });
});
