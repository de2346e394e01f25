// Everything CI checks, in order, with one closing line: `N passed, N failed`.
//
//   npm test                     all of it
//   npm test -- lint types       only these steps

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChromium } from "./find-chromium.mjs";
import { checkLayers, drawGraph } from "./layers.mjs";
import { checkPacked } from "./packed.mjs";

const root = dirname(import.meta.dirname);
const ci = Boolean(process.env.CI);

/**
 * @typedef {{ passed: number; failed: number; skipped: number; notes: string[] }} Outcome
 * @returns {Outcome}
 */
const nothing = () => ({ passed: 0, failed: 0, skipped: 0, notes: [] });

/** @param {boolean} good @param {string} note @returns {Outcome} */
const single = (good, note) => (good ? { ...nothing(), passed: 1 } : { ...nothing(), failed: 1, notes: [note] });

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
const run = (command, args, env = {}) =>
  spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, ...env } }).status === 0;

/** One check a command. @param {[string, ...string[]]} command @returns {Outcome} */
const command = ([tool, ...args]) => single(run(tool, args), `${tool} ${args.join(" ")}`);

/** @param {Outcome[]} outcomes @returns {Outcome} */
const sum = (outcomes) =>
  outcomes.reduce(
    (a, b) => ({
      passed: a.passed + b.passed,
      failed: a.failed + b.failed,
      skipped: a.skipped + b.skipped,
      notes: [...a.notes, ...b.notes],
    }),
    nothing(),
  );

/** Runs one vitest project and reads its counts from its own report. @param {string} project @returns {Outcome} */
const vitest = (project) => {
  const report = join(root, ".cache", `vitest-${project}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const good = run("vitest", [
    "run",
    "--project",
    project,
    "--reporter=default",
    "--silent=passed-only",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  let counts;
  try {
    counts = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return single(false, `vitest --project ${project} wrote no report`);
  }
  const files = counts.testResults.filter((/** @type {any} */ file) => file.status === "failed");
  const failed = Math.max(counts.numFailedTests, files.length, good ? 0 : 1);
  const notes = files.map((/** @type {any} */ file) => file.name.replace(`${root}/`, ""));
  return { passed: counts.numPassedTests, failed, skipped: counts.numPendingTests + counts.numTodoTests, notes };
};

const workspaces = [
  "packages/sync",
  "packages/shared",
  "packages/pool",
  "packages/prange",
  "packages/kernels",
  "apps/tour",
  "benchmarks",
];

/** @type {Record<string, () => Outcome | Promise<Outcome>>} */
const steps = {
  build: () => command(["turbo", "run", "build", "--filter=./packages/*", "--output-logs=errors-only"]),
  lint: () => {
    const { graph } = checkLayers(root);
    console.log(`layers\n${drawGraph(graph)}`);
    return sum([
      command(["biome", "ci", "--max-diagnostics=50"]),
      command(["node", "--disable-warning=ExperimentalWarning", "scripts/layers.mjs"]),
      command(["knip"]),
      command(["changeset", "status"]),
    ]);
  },
  types: () =>
    sum([
      ...workspaces.map((folder) => command(["tsc", "-p", `${folder}/tsconfig.json`, "--noEmit"])),
      // The site has a TypeScript of its own, which TypeDoc needs.
      command(["pnpm", "--filter", "@mp/docs", "exec", "tsc", "--noEmit"]),
    ]),
  unit: () => vitest("node"),
  chromium: () => {
    if (findChromium()) return vitest("chromium");
    const why = "no Chromium on this machine (Debian: apt-get install chromium)";
    return ci ? single(false, why) : { ...nothing(), skipped: 1, notes: [`skipped: ${why}`] };
  },
  tour: () =>
    command(["node", "--conditions=@mp/source", "--disable-warning=ExperimentalWarning", "apps/tour/src/main.ts"]),
  docs: () => command(["pnpm", "--filter", "@mp/docs", "build"]),
  packed: () => checkPacked(root),
  size: () => command(["size-limit"]),
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(steps, name));
if (unknown.length > 0) {
  console.error(`npm test: there is no step ${unknown.join(", ")}; there are ${Object.keys(steps).join(", ")}`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${process.platform}-${process.arch}`);
/** @type {[string, Outcome, number][]} */
const outcomes = [];
for (const [name, step] of Object.entries(steps)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n== ${name}`);
  const start = performance.now();
  outcomes.push([name, await step(), (performance.now() - start) / 1000]);
}

console.log();
for (const [name, { passed, failed, skipped, notes }, seconds] of outcomes) {
  const skip = skipped > 0 ? `, ${skipped} skipped` : "";
  console.log(
    `${failed > 0 ? "✗" : "✓"} ${name.padEnd(9)} ${passed} passed, ${failed} failed${skip} (${seconds.toFixed(1)} s)`,
  );
  for (const note of notes) console.log(`    ${note}`);
}
const total = sum(outcomes.map(([, outcome]) => outcome));
console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ""}`);
process.exit(total.failed > 0 ? 1 : 0);
