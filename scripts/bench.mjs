// Builds the packages and measures them as users get them, not as source that every worker strips of its types anew.

import { spawnSync } from "node:child_process";

const build = spawnSync("turbo", ["run", "build", "--filter=./packages/*", "--output-logs=errors-only"], {
  stdio: ["ignore", 2, 2],
});
if (build.status !== 0) process.exit(build.status ?? 1);
const program = ["--disable-warning=ExperimentalWarning", "benchmarks/src/main.ts", ...process.argv.slice(2)];
process.exit(spawnSync("node", program, { stdio: "inherit" }).status ?? 1);
