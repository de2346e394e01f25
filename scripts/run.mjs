// Sets up the pinned Node and pnpm and the workspace, then runs a task under them; needs only Node 20 and npm.
//
//   node scripts/run.mjs start [program …]   the tour
//   node scripts/run.mjs test                everything CI checks
//   node scripts/run.mjs bench [-- …]        the benchmarks
//   node scripts/run.mjs x <tool> [args …]   any tool in that environment

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { installToolchain, installWorkspace } from "./bootstrap.mjs";
import { say, stop } from "./say.mjs";

const root = dirname(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname));

const tasks = {
  start: (args) => [
    "node",
    ["--conditions=@mp/source", "--disable-warning=ExperimentalWarning", "apps/tour/src/main.ts", ...args],
  ],
  test: (args) => ["node", ["scripts/test.mjs", ...args]],
  bench: (args) => ["node", ["scripts/bench.mjs", ...args]],
  x: ([tool, ...args]) => {
    if (tool === undefined) stop("npm run x: name a tool, for example `npm run x -- vitest run packages/sync`");
    return [tool, args];
  },
};

const [name = "", ...rest] = process.argv.slice(2);
const task = Object.hasOwn(tasks, name) ? tasks[name] : undefined;
if (!task) stop(`scripts/run.mjs: unknown task ${JSON.stringify(name)}; there are ${Object.keys(tasks).join(", ")}`);

const toolchain = installToolchain(root, process.env.TEST_NODE);
const env = {
  ...process.env,
  PATH: [...toolchain.path, join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter),
  // turbo and changesets would otherwise report home or ask.
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
};
// The tour runs on source in many short-lived workers; each would strip the same types again.
if (name === "start") env.NODE_COMPILE_CACHE = join(root, ".cache", "node");
if (toolchain.nodePackage) env.npm_config_nodedir = toolchain.nodePackage;
const [command, args] = task(rest[0] === "--" ? rest.slice(1) : rest);
// `npm run x -- pnpm …` is how a manifest and the lock file are brought together again, so it must not ask for both to agree.
if (command !== "pnpm") installWorkspace(root, env);
const { status, signal, error } = spawnSync(command, args, { cwd: root, env, stdio: "inherit" });
if (error) {
  const hint = existsSync(join(root, "node_modules", ".bin"))
    ? "is it a dependency of the workspace?"
    : "the install is not complete";
  stop(`npm run x: cannot run ${command} (${error.code ?? error.message}); ${hint}`);
}
if (signal) say(`${command} was ended by ${signal}`);
process.exit(status ?? 1);
