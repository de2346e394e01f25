// What NumPy and SciPy answered, as stored by fixtures/make.py.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ndarray, { type NdArray } from "ndarray";

/** A number as JSON has it: NaN and infinities are strings. */
type Stored = number | "NaN" | "Infinity" | "-Infinity";

export interface StoredArray {
  readonly shape: number[];
  readonly data: Stored[];
}

export interface StoredComplex {
  readonly re: StoredArray;
  readonly im: StoredArray;
}

const sections = ["det", "fft", "correlate2d", "array-split"] as const;

export function readFixture<Case>(section: (typeof sections)[number]): Case[] {
  return JSON.parse(readFileSync(new URL(`../fixtures/${section}.json`, import.meta.url), "utf8")) as Case[];
}

export function readAllFixtures(): Record<string, unknown> {
  return Object.fromEntries(sections.map((section) => [section, readFixture(section)]));
}

/** What the installed NumPy and SciPy answer now, or why they cannot be asked. */
export function askScipy(): { sections: Record<string, unknown> } | { missing: string } {
  const script = fileURLToPath(new URL("../fixtures/make.py", import.meta.url));
  const reasons: string[] = [];
  for (const python of ["python3", "/usr/bin/python3"]) {
    const run = spawnSync(python, ["-W", "ignore", script], { encoding: "utf8", maxBuffer: 2 ** 26 });
    if (run.status === 0) return { sections: JSON.parse(run.stdout) as Record<string, unknown> };
    reasons.push(`${python}: ${run.error?.message ?? run.stderr.trim().split("\n").at(-1)}`);
  }
  return { missing: reasons.join("; ") };
}

export function numbersOf(stored: StoredArray): number[] {
  return stored.data.map(Number);
}

export function ndarrayOf(stored: StoredArray): NdArray<Float64Array> {
  return ndarray(Float64Array.from(numbersOf(stored)), stored.shape);
}
